"""Many shards that rank as one index.

A build is a plan over inputs; each task makes one shard, an index whose name is the hash of its
bytes. A published generation names the shards and the sums of their statistics. Each shard is
searched with these sums, and the parts are put together: hits, scores, facets, histograms, groups
and cursors are those of one index with all documents, bit for bit.

The layout of a store::

    shards/<sha256>/        an index with one segment
    stats/<sha256>          how many documents have each term: of a shard, or of a generation
    generations/<n>.json    which shards and statistics; never written twice
"""

from ._building import build, build_shard
from ._files import content_hash
from ._groups import GenerationGone, OpenShards, ShardGroup
from ._plans import ShardPlan, plan, read, read_json_lines, read_parquet
from ._rounds import Rounds
from ._searching import MixedGenerations, ShardedIndex, merge_parts, search_part, with_statistics
from ._serving import ShardServer
from ._statistics import Statistics
from ._store import Generation, PublishConflict, Shard, Store, UnsafeStore, opened

__all__ = [
    "Generation", "GenerationGone", "MixedGenerations", "OpenShards", "PublishConflict",
    "Rounds", "Shard", "ShardGroup", "ShardPlan", "ShardServer", "ShardedIndex", "Statistics", "Store", "UnsafeStore",
    "build", "build_shard", "content_hash", "merge_parts", "opened", "plan", "read",
    "read_json_lines", "read_parquet", "search_part", "with_statistics",
]
