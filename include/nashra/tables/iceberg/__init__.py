"""The published files registered as Iceberg tables, for engines that want snapshots: `nashra iceberg`."""
