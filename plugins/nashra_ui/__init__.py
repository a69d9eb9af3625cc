"""Pages about the night, inside Airflow. They read the lake and Airflow's runs, and change nothing.

app.py       the FastAPI application: who may see it, its headers, its routes
pages/       one page a module: reads what it shows, renders a template
lake.py      SQL over the lake's Parquet files
nights.py    Airflow's runs of the nightly DAG
"""
