"""Seed the stack that the environment describes:  python -m infra.demo"""

import os

from infra.demo import DemoContext, seed

seed(
    DemoContext(
        environment=dict(os.environ),
        user_pool_id=os.environ["USER_POOL_ID"],
        table_name=os.environ["TABLE_NAME"],
    )
)
