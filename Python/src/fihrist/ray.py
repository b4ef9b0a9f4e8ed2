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
import time
from collections.abc import Mapping, Sequence
from typing import Any, Optional, Union

from . import _native as native
from ._requests import search_request
from ._results import Results
from ._writer import Schema
from .distributed import (
    Generation,
    GenerationGone,
    MixedGenerations,
    Rounds,
    Shard,
    ShardPlan,
    Store,
    build_shard,
    merge_parts,
    opened,
)
from .distributed import ShardGroup as PlainShardGroup
from .distributed import _http as http
from .distributed._groups import described, located, merged_suggestions, parts_answer
from .errors import Error


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


class ShardGroup(PlainShardGroup):
    """Some of the shards of a generation, opened in one process: the body of a deployment."""

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

    async def _ask(self, group: Any, deadline: float, method: str, *arguments: Any) -> Any:
        """What a group answers; an exception if it does not in time."""

        async def send() -> Any:
            return await getattr(group, method).remote(*arguments)

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

    def _deadline(self, budget: Optional[float]) -> float:
        return time.monotonic() + (self._budget if budget is None else budget)

    async def _all(self, deadline: float, method: str, *arguments: Any) -> list[Any]:
        """What each group answers. Raises the error of the library that any of them has."""
        answers = await asyncio.gather(
            *(self._ask(group, deadline, method, *arguments) for group in self._groups))
        for answer in answers:
            if isinstance(answer, Error):
                raise answer
        return list(answers)

    async def _parts(
        self, generation: Generation, request: dict[str, Any], budget: Optional[float],
        question: str = "search",
    ) -> tuple[list[bytes], list[str]]:
        """The parts of all groups that answer in time, and the shards of the others."""
        answers = await self._all(
            self._deadline(budget), "search", generation.number, request, question)
        missing: list[str] = []
        parts: list[bytes] = []
        for number, answer in enumerate(answers):
            if isinstance(answer, BaseException):
                missing += [shard.id for shard in generation.shards[number :: len(self._groups)]]
                continue
            if answer[0] != generation.number:
                raise MixedGenerations(
                    f"group {number} answered from generation {answer[0]} and not "
                    f"{generation.number}; send the same user_config to all deployments"
                )
            parts += answer[1]
        return parts, missing

    async def search(
        self, request: dict[str, Any], budget: Optional[float] = None,
        generation: Optional[int] = None,
    ) -> bytes:
        """Answers a request of ``Index.search`` in JSON, as one index would.

        Shards that have not answered in the time budget are named in ``missing_shards``, and the
        hits are the best of the others. A request that cannot be answered raises the error of
        the library.
        """
        start = time.monotonic()
        asked = self._asked_generation({"generation": generation})
        if request.get("collapsesCopies"):
            merged, missing = await self._folded(asked, request, budget)
        else:
            parts, missing = await self._parts(asked, request, budget)
            merged = merge_parts(request, parts).answer
        merged["generation"] = asked.number
        merged["took_ms"] = round((time.monotonic() - start) * 1000, 3)
        if missing:
            merged["stopped"] = "timeLimit"
            merged["missing_shards"] = missing
        return _json(merged)

    async def _folded(
        self, generation: Generation, request: dict[str, Any], budget: Optional[float]
    ) -> tuple[dict[str, Any], list[str]]:
        """The answer to a search whose copies are folded, and the shards that are missing.

        Each round has half of the time that is left, so that there is some for the last one.
        """
        whole = self._budget if budget is None else budget
        end = time.monotonic() + whole
        missing: list[str] = []
        with Rounds(native.SEARCH, request) as rounds:
            asked = rounds.next()
            while asked is not None:
                left = max(end - time.monotonic(), 0.1)
                parts, absent = await self._parts(generation, asked, left / 2, "copies")
                missing += [shard for shard in absent if shard not in missing]
                late = end - time.monotonic() < whole / 10
                asked = rounds.next(parts, stop=late)
            return dict(rounds.answer), missing

    async def parts(self, members: dict[str, Any]) -> bytes:
        """What each shard answers to a coded request, for whoever merges it, as the server does."""
        generation = self._asked_generation(members)
        parts, missing = await self._parts(
            generation, members["request"], members.get("budget"),
            members.get("question") or "search")
        return parts_answer(generation.number, parts, missing)

    async def _asked(
        self, members: Mapping[str, Any], question: str, request: Mapping[str, Any]
    ) -> list[Any]:
        """What each group answers to a question of ``ShardGroup.ask``, or the exception."""
        return await self._all(
            self._deadline(members.get("budget")), "ask",
            self._asked_generation(members).number, question, dict(request))

    async def _one(
        self, members: Mapping[str, Any], question: str, request: Mapping[str, Any]
    ) -> bytes:
        """The answer of the group that has a document; ``LookupError`` if none has it."""
        answers = await self._asked(members, question, request)
        found = next((one for one in answers if isinstance(one, dict)), None)
        if found is None:
            _raise_failure(answers)
            raise LookupError(f"no shard has the key {request.get('key')!r}")
        return _json(found)

    async def document(self, members: dict[str, Any]) -> bytes:
        """A document, and what it is as a hit; ``LookupError`` if no shard has it."""
        return await self._one(members, "document", members)

    async def similar(self, members: dict[str, Any]) -> bytes:
        """The words that documents like another have, and their search; ``LookupError`` if no
        shard has it."""
        return await self._one(members, "similar", members["request"])

    async def explain(self, members: dict[str, Any]) -> bytes:
        """Why documents are hits of a search, as far as their shards answer in time."""
        answers = await self._asked(members, "explanations", members)
        found = [one for answer in answers if isinstance(answer, list) for one in answer]
        if not found:
            _raise_failure(answers)
        return _json({"explanations": found})

    async def documents(self, members: dict[str, Any]) -> bytes:
        """Documents by their keys, or some from a number on; all their shards must answer."""
        answers: list[Any] = []
        if members.get("keys") is not None:
            answers = await self._asked(members, "documents", members)
        else:
            generation = self._asked_generation(members)
            found = located(generation, int(members.get("offset") or 0))
            if found is not None:
                shard, group = divmod(found[0], len(self._groups))
                request = {**members, "shard": shard, "offset": found[1]}
                answer = await self._ask(
                    self._groups[group], self._deadline(members.get("budget")), "ask",
                    generation.number, "documents", request)
                answers = [answer]
        _raise_failure(answers)
        return _json({"documents": [one for answer in answers for one in answer]})

    async def suggest(self, members: dict[str, Any]) -> bytes:
        """What the shards suggest that answer in time."""
        answers = await self._asked(members, "suggestions", members)
        parts = [part for one in answers if isinstance(one, list) for part in one]
        return _json({"suggestions": merged_suggestions(parts, members.get("limit", 5))})

    async def information(self, members: dict[str, Any]) -> bytes:
        """The generation, and the schema."""
        generation = self._generation
        answers = await self._all(
            self._deadline(members.get("budget")), "ask", generation.number, "schema", {})
        schema = next((one for one in answers if isinstance(one, dict)), None)
        if schema is None:
            raise next(
                (one for one in answers if isinstance(one, BaseException)),
                Error("the generation has no shards; publish one with documents"))
        return _json(described(generation, schema))

    def _asked_generation(self, members: Mapping[str, Any]) -> Generation:
        number = members.get("generation") or self._generation.number
        if number == self._generation.number:
            return self._generation
        if int(number) < self._generation.number - 1:
            raise GenerationGone(f"generation {number} is closed; ask for the newest")
        return self._store.generation(int(number))

    async def __call__(self, request: Any) -> Any:
        """Answers an HTTP request; ``fihrist.distributed._http`` has the addresses."""
        from starlette.responses import Response

        try:
            name = http.question(request.method, request.url.path)
            if name is None:
                raise ValueError(f"{request.url.path} does not take {request.method}")
            members = http.members(await request.body(), name)
            if name == "search":
                data = await self.search(
                    http.request_of(members), http.budget(members), members.get("generation"))
            else:
                data = await getattr(self, name)(members)
            return Response(data, media_type="application/json")
        except Exception as error:
            status, data = http.problem(error)
            return Response(data, status, media_type="application/problem+json")


def _raise_failure(answers: Sequence[Any]) -> None:
    """Raises the first exception among the answers of groups."""
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


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
