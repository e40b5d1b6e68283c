"""The database: connections, the one writer, migrations, locks and the disk below."""
