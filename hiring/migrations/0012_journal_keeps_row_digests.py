"""The journal's key by its fingerprint, digests of final rows, and the switch for erasing."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('journal_key',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('fingerprint', sa.String(length=16), nullable=False),
    sa.CheckConstraint('number = 1', name=op.f('ck_journal_key_only_one')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_journal_key'))
    )
    op.create_table('protection_lifted',
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('why', name=op.f('pk_protection_lifted'))
    )
    op.add_column('journal_entry', sa.Column('rows', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('journal_entry', 'rows')
    op.drop_table('protection_lifted')
    op.drop_table('journal_key')
