"""Run by Alembic on the connection that `kern.store.schema` hands over; importing it does nothing."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Bring the database of the configured connection to the wanted version."""
    from sqlmodel import SQLModel

    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if getattr(context, "_proxy", None) is not None:
    run()
