"""`nashra iceberg`: the published files as Iceberg tables."""

import click


@click.command("iceberg")
@click.option("--lake", help="The lake; NASHRA_LAKE or lake/ when not given.")
@click.option("--catalog", help="SQLAlchemy address of a catalog; SQLite in <lake>/_iceberg/catalog.db when not given.")
@click.option(
    "--keep-days", type=click.IntRange(min=0), help="Forget older snapshots, the newest aside, and free their files."
)
def iceberg_command(lake: str | None, catalog: str | None, keep_days: int | None) -> None:
    """Register what is published in an Iceberg catalog: a snapshot for each change, so that engines can travel in time.

    No row is written again: snapshots name second links to the very files that are published (copies inside the store,
    on S3). Run it after each night; where nothing was published anew it changes nothing. Tables are nashra.articles
    and so on, cut by `day`. The plain files stay what Nashra publishes and reads.
    """
    from nashra.lake import Storage
    from nashra.settings import load_settings
    from nashra.tables.iceberg.register import register

    for one in register(Storage(lake or load_settings().lake), catalog, keep_days):
        change = f"+{one.appended} -{one.dropped}" if one.appended or one.dropped else "as it was"
        click.echo(f"nashra.{one.table:<16} {change:<12} {one.files} files, {one.snapshots} snapshots")
