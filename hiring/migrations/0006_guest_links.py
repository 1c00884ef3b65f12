"""Links by which guests hold a seat."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('guest_link',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('seat_id', sa.String(length=16), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('renewals', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('invited_by_id', sa.String(length=16), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['invited_by_id'], ['person.id'], name=op.f('fk_guest_link_invited_by_id_person')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_guest_link_seat_id_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guest_link')),
    sa.UniqueConstraint('seat_id', name=op.f('uq_guest_link_seat_id'))
    )
    with op.batch_alter_table('guest_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guest_link_email'), ['email'], unique=False)


def downgrade() -> None:
    op.drop_table('guest_link')
