"""Shards on Ray: built as tasks, served as deployments of Ray Serve.

Building: every shard is a task of its own. A task that dies with its worker or its node runs again
and makes the same shard under the same name, so nothing is lost and nothing is there twice.

Serving: groups of shards with replicas, and a broker that asks each group once: the groups have the
statistics of the generation, and score with them at once. ``publish`` a generation, and send its
number to the deployments as ``user_config``: they open it beside the old one without a restart. The
number goes with every question, so no answer mixes two generations.
"""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, Optional, Union

from ._index import Index, search_request
from ._results import Results
from ._writer import Schema
from .distributed import (
    Generation,
    MixedGenerations,
    Shard,
    ShardPlan,
    Statistics,
    Store,
    build_shard,
    merge_parts,
    opened,
    search_part,
    with_statistics,
)
from .errors import Error, InvalidRequest


def _ray() -> Any:
    try:
        import ray
    except ImportError:
        raise ImportError("fihrist.ray needs Ray; pip install 'fihrist[ray]'") from None
    return ray


def build(
    tasks: Sequence[ShardPlan], store: Store, schema: Optional[Schema] = None, *,
    retries: int = -1, expected: Optional[int] = None, cpus: float = 1, **options: Any,
) -> Generation:
    """Makes all shards of a plan, each in a task of its own, and publishes them.

    A task whose worker or node dies runs again, ``retries`` times (-1: as often as needed). An
    error of a task, such as a document without a key, ends the build, and nothing is published.
    """
    ray = _ray()
    remote = ray.remote(build_shard).options(max_retries=retries, num_cpus=cpus)
    shards: list[Shard] = ray.get(
        [remote.remote(task, store, schema, **options) for task in tasks])
    return store.publish(shards, expected=expected)


class ShardGroup:
    """Some of the shards of a generation, opened in one process: the body of a deployment.

    The newest two generations stay open, so that questions that are under way are answered.
    """

    def __init__(self, store: Any, group: int, groups: int) -> None:
        self._store = opened(store)
        self._group = group
        self._groups = groups
        self._lock = threading.Lock()
        self._open: dict[int, tuple[Statistics, list[Index]]] = {}

    def reconfigure(self, config: Mapping[str, Any]) -> None:
        """Opens the generation of ``config``."""
        self._generation(int(config["generation"]))

    def _generation(self, number: int) -> tuple[Statistics, list[Index]]:
        with self._lock:
            if number not in self._open:
                generation = self._store.generation(number)
                shards = generation.shards[self._group :: self._groups]
                self._open[number] = (
                    self._store.statistics(generation.statistics),
                    [Index(self._store.shard_path(shard.id)) for shard in shards],
                )
                for old in sorted(self._open)[:-2]:
                    # Closing waits for the calls that are under way.
                    for index in self._open.pop(old)[1]:
                        index.close()
            if number not in self._open:
                raise InvalidRequest(
                    f"generation {number} is older than those that are open; ask for the newest")
            return self._open[number]

    def search(self, generation: int, request: dict[str, Any]) -> tuple[int, list[bytes]]:
        """The parts of an answer, with the number of the generation."""
        statistics, indexes = self._generation(generation)
        if indexes:
            request = with_statistics(request, indexes[0], statistics)
        return generation, [search_part(index, request) for index in indexes]

    def process(self) -> int:
        """The number of this process, for tests that kill it."""
        return os.getpid()


class Broker:
    """Puts the parts of all groups together: the body of the deployment that answers requests.

    A request that fails because a replica died is sent again, ``attempts`` times in all. With
    ``hedge``, a group that has not answered after so many seconds is asked once more, and the
    first answer counts: of two replicas one may be slow.
    """

    def __init__(
        self, store: Any, groups: Sequence[Any], budget: float = 5, attempts: int = 3,
        hedge: Optional[float] = None,
    ) -> None:
        self._store = opened(store)
        self._groups = list(groups)
        self._budget = budget
        self._attempts = attempts
        self._hedge = hedge
        self._generation = Generation(0, [], "")

    def reconfigure(self, config: Mapping[str, Any]) -> None:
        """Answers from the generation of ``config`` from now on."""
        self._generation = self._store.generation(int(config["generation"]))

    async def _ask(self, group: Any, deadline: float, *arguments: Any) -> Any:
        """What a group answers; an exception if it does not in time."""

        async def send() -> Any:
            return await group.search.remote(*arguments)

        tasks = {asyncio.ensure_future(send())}
        sent, failure = 1, None
        hedge_at = time.monotonic() + self._hedge if self._hedge is not None else deadline
        try:
            while True:
                now = time.monotonic()
                left = min(deadline, hedge_at if sent == 1 else deadline) - now
                done, tasks = await asyncio.wait(
                    tasks, timeout=max(left, 0.001), return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    error = task.exception()
                    if error is None or isinstance(error, Error):
                        return error or task.result()
                    failure = error  # a replica died: another one answers
                if time.monotonic() >= deadline or (not tasks and sent >= self._attempts):
                    return failure or TimeoutError()
                if not tasks or (not done and sent == 1):
                    tasks.add(asyncio.ensure_future(send()))
                    sent += 1
        finally:
            for task in tasks:
                task.cancel()

    async def search(self, request: dict[str, Any], budget: Optional[float] = None) -> bytes:
        """Answers a request of ``Index.search`` in JSON, as one index would.

        Shards that have not answered in the time budget are named in ``missing_shards``, and the
        hits are the best of the others. A request that cannot be answered raises the error of
        the library.
        """
        start = time.monotonic()
        deadline = start + (self._budget if budget is None else budget)
        generation = self._generation
        answers = await asyncio.gather(
            *(self._ask(group, deadline, generation.number, request) for group in self._groups))
        missing: list[str] = []
        parts: list[bytes] = []
        for number, answer in enumerate(answers):
            if isinstance(answer, Error):
                raise answer
            if isinstance(answer, BaseException):
                missing += [shard.id for shard in generation.shards[number :: len(self._groups)]]
                continue
            if answer[0] != generation.number:
                raise MixedGenerations(
                    f"group {number} answered from generation {answer[0]} and not "
                    f"{generation.number}; send the same user_config to all deployments"
                )
            parts += answer[1]
        merged = merge_parts(request, parts).answer
        merged["generation"] = generation.number
        merged["took_ms"] = round((time.monotonic() - start) * 1000, 3)
        if missing:
            merged["stopped"] = "timeLimit"
            merged["missing_shards"] = missing
        return json.dumps(merged, ensure_ascii=False).encode()

    async def __call__(self, http: Any) -> Any:
        """Answers an HTTP request: JSON with the members of ``Index.search``."""
        from starlette.responses import Response

        try:
            members = await http.json()
            request = search_request(**members)
        except (ValueError, TypeError) as error:
            return Response(
                _problem(400, error), 400, media_type="application/problem+json")
        try:
            return Response(await self.search(request), media_type="application/json")
        except Exception as error:
            status = 400 if isinstance(error, Error) else 503
            return Response(
                _problem(status, error), status, media_type="application/problem+json")


def _problem(status: int, error: Exception) -> bytes:
    title = "bad request" if status == 400 else "not available"
    problem = {"title": title, "status": status, "detail": str(error)}
    return json.dumps(problem, ensure_ascii=False).encode()


def application(
    store: Union[Store, str, Mapping[str, Any]], *, groups: int = 1, replicas: int = 2,
    brokers: int = 1, generation: Optional[int] = None, budget: float = 5,
    hedge: Optional[float] = None, cpus: float = 1,
    autoscaling: Optional[Mapping[str, Any]] = None,
) -> Any:
    """The application for ``ray.serve.run``.

    ``groups`` are processes that share the shards: one a machine is usual. Each has ``replicas``,
    or what ``autoscaling`` (``autoscaling_config`` of Ray Serve) says. ``budget`` and ``hedge`` are
    those of ``Broker``, in seconds. ``serve.run`` always starts new replicas; ``deploy`` swaps
    generations without.
    """
    _ray()
    from ray import serve

    store = opened(store)
    number = store.generation(generation).number
    config = {"generation": number}
    scale: dict[str, Any] = (
        {"autoscaling_config": dict(autoscaling)} if autoscaling else {"num_replicas": replicas})
    shared: dict[str, Any] = {"user_config": config, "health_check_period_s": 1}
    parts = [
        serve.deployment(
            name=f"shards-{group}", ray_actor_options={"num_cpus": cpus}, **scale, **shared
        )(ShardGroup).bind(store.arguments, group, groups)
        for group in range(groups)
    ]
    return serve.deployment(
        name="broker", num_replicas=brokers, ray_actor_options={"num_cpus": cpus}, **shared
    )(Broker).bind(store.arguments, parts, budget, hedge=hedge)


def configured(arguments: Mapping[str, Any]) -> Any:
    """The application that a configuration of Serve builds: ``fihrist.ray:configured``."""
    return application(**arguments)


def configuration(
    store: Union[Store, str, Mapping[str, Any]], *, name: str = "fihrist", route: str = "/", groups: int = 1,
    generation: Optional[int] = None, **arguments: Any,
) -> dict[str, Any]:
    """The configuration of Serve for a generation, the newest without a number.

    ``serve deploy`` and ``serve run`` take it as YAML, and ``deploy`` as it is. Configurations that
    differ in the generation alone are swapped without a restart of any replica.
    """
    store = opened(store)
    number = store.generation(generation).number
    names = ["broker", *(f"shards-{group}" for group in range(groups))]
    return {
        "applications": [
            {
                "name": name,
                "route_prefix": route,
                "import_path": "fihrist.ray:configured",
                "args": {"store": store.arguments, "groups": groups, **arguments},
                "deployments": [
                    {"name": one, "user_config": {"generation": number}} for one in names
                ],
            }
        ]
    }


def deploy(config: Mapping[str, Any], *, timeout: float = 300) -> Any:
    """Applies a configuration to the cluster that this process is connected to.

    Returns the handle of its application once every deployment has taken it.
    """
    _ray()
    from ray import serve
    from ray.serve.context import _get_global_client
    from ray.serve.schema import ServeDeploySchema

    serve.start()
    name = config["applications"][0]["name"]
    client: Any = _get_global_client()
    client.deploy_apps(ServeDeploySchema(**config))
    end = time.monotonic() + timeout
    while True:
        status = serve.status().applications.get(name)
        state = status.status if status else "NOT_STARTED"
        if state == "RUNNING":
            return serve.get_app_handle(name)
        if state == "DEPLOY_FAILED" or time.monotonic() > end:
            raise Error(
                f"the application {name} is {state} ({status.message if status else ''}); "
                "see the logs of Serve, and deploy it again")
        time.sleep(0.1)


def ask(handle: Any, query: str, k: int = 10, **choices: Any) -> Results:
    """Searches through the handle that ``serve.run`` returned."""
    answer = handle.search.remote(search_request(query, k, **choices)).result()
    return Results(json.loads(answer))
