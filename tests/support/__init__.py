"""What tests share: made articles, lakes, servers and machines that are broken on purpose."""
