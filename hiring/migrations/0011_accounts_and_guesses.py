"""Accounts linked to candidates for good, password links, guess counts, known browsers, notices, guest browsers."""

import sqlalchemy as sa
from alembic import op

from hiring.foundation.addresses import mailbox_key

revision = '0011'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('guess_count',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('waits_until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_guess_count'))
    )
    op.create_index(op.f('ix_guess_count_since'), 'guess_count', ['since'])
    op.create_table('known_browser',
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('browser', sa.String(length=64), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_known_browser_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'browser', name=op.f('pk_known_browser'))
    )
    op.create_table('password_link',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('made_by_id', sa.String(length=16), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('delivery', sa.String(length=20), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_password_link_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_password_link_made_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_password_link'))
    )
    op.create_index(op.f('ix_password_link_person_id'), 'password_link', ['person_id'])
    op.create_table('account_notice',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('sentence', sa.String(length=300), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_notice_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_notice'))
    )
    op.create_index(op.f('ix_account_notice_person_id'), 'account_notice', ['person_id'])
    op.create_table('account_link',
    sa.Column('candidate_id', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('linked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('unlinked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_account_link_candidate_id_candidate')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_link_person_id_person')),
    sa.PrimaryKeyConstraint('candidate_id', 'person_id', name=op.f('pk_account_link'))
    )
    op.create_index(op.f('ix_account_link_person_id'), 'account_link', ['person_id'])
    op.create_table('guest_browser',
    sa.Column('link_id', sa.String(length=16), nullable=False),
    sa.Column('browser', sa.String(length=64), nullable=False),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['link_id'], ['guest_link.id'], name=op.f('fk_guest_browser_link_id_guest_link')),
    sa.PrimaryKeyConstraint('link_id', 'browser', name=op.f('pk_guest_browser'))
    )
    for table in ('person', 'candidate', 'guest_link'):
        op.add_column(table, sa.Column('email_key', sa.String(length=200), nullable=True))
        _fill_keys(table)
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('email_changed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('signed_in_at', sa.DateTime(timezone=True), nullable=True))
    # Whoever has a password may have signed in.
    op.execute('UPDATE person SET signed_in_at = added_at WHERE password IS NOT NULL')
    _link_accounts()
    for table in ('person', 'candidate', 'guest_link'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column('email_key', existing_type=sa.String(length=200), nullable=False)
            batch_op.create_index(batch_op.f(f'ix_{table}_email_key'), ['email_key'])
    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_candidate_person_id'))
        batch_op.drop_constraint(batch_op.f('fk_candidate_person_id_person'), type_='foreignkey')
        batch_op.drop_column('person_id')


def _fill_keys(name: str) -> None:
    table = sa.table(name, sa.column('id'), sa.column('email'), sa.column('email_key'))
    connection = op.get_bind()
    for row in connection.execute(sa.select(table.c.id, table.c.email)).all():
        connection.execute(sa.update(table).where(table.c.id == row.id).values(email_key=mailbox_key(row.email)))


def _link_accounts() -> None:
    """Those that were linked, and those that have the same address."""
    op.execute(
        'INSERT INTO account_link (candidate_id, person_id, linked_at) '
        'SELECT candidate.id, person.id, candidate.added_at FROM candidate JOIN person '
        'ON candidate.person_id = person.id '
        "OR (candidate.email_key = person.email_key AND candidate.email_key <> '')"
    )


def downgrade() -> None:
    raise NotImplementedError('a link that two people took back cannot be told from one that never was')
