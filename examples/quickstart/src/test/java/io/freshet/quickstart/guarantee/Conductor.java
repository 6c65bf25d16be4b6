package io.freshet.quickstart.guarantee;

import io.freshet.embedded.fault.Fault;
import io.freshet.embedded.fault.FaultProxy;
import io.freshet.embedded.fault.Injection;
import io.freshet.quickstart.IngestServer;
import io.freshet.quickstart.guarantee.Happening.Killed;
import io.freshet.quickstart.guarantee.Happening.Started;
import io.freshet.quickstart.guarantee.Happening.Stopped;
import io.freshet.quickstart.guarantee.Happening.Troubled;
import io.freshet.quickstart.guarantee.Step.BreakRegistry;
import io.freshet.quickstart.guarantee.Step.FailOver;
import io.freshet.quickstart.guarantee.Step.FreezeBridge;
import io.freshet.quickstart.guarantee.Step.KillBridge;
import io.freshet.quickstart.guarantee.Step.KillBroker;
import io.freshet.quickstart.guarantee.Step.KillServer;
import io.freshet.quickstart.guarantee.Step.StopBridge;
import io.freshet.quickstart.guarantee.Step.StopServer;
import io.freshet.quickstart.guarantee.Step.Suffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Plays a schedule on a stage, and brings back the evidence. */
final class Conductor {
  /** Some for every partition, so that a bridge that has just started finds something. */
  static final int FOR_EVERY_PARTITION = 20 * Shape.PARTITIONS;

  private final Schedule schedule;
  private final Stage stage;
  private final List<Item> items;
  private final Group group;
  private final Publisher publisher;
  private final Sampler sampler;
  private final Patience patience;
  private final Diary diary;
  private final List<Happening> happenings = new ArrayList<>();
  private OptionalLong troubledSince = OptionalLong.empty();

  private Conductor(
      Schedule schedule,
      Stage stage,
      List<Item> items,
      Group group,
      Publisher publisher,
      Sampler sampler,
      Diary diary) {
    this.schedule = schedule;
    this.stage = stage;
    this.items = items;
    this.group = group;
    this.publisher = publisher;
    this.sampler = sampler;
    this.diary = diary;
    this.patience = new Patience(() -> stage.ledger().acknowledged() + committed());
  }

  /** Plays the whole schedule. */
  static Evidence play(Schedule schedule, Stage stage, Diary diary) throws InterruptedException {
    List<Item> items = items(schedule, stage.encoding());
    List<String> entities =
        items.stream()
            .map(Item::fate)
            .filter(Fate.Version.class::isInstance)
            .map(fate -> "prod|user_last_transaction|" + ((Fate.Version) fate).user())
            .distinct()
            .toList();
    String servers = stage.kafka().bootstrapServers();
    try (var group = new Group(servers, stage.group());
        var publisher = new Publisher(servers, stage.topic(), items);
        var sampler = new Sampler(group, stage.store(), entities, schedule.seed())) {
      return new Conductor(schedule, stage, items, group, publisher, sampler, diary).play();
    }
  }

  private static List<Item> items(Schedule schedule, Encoding encoding) {
    Shape shape = schedule.shape();
    return Workload.of(
        schedule.seed(),
        shape.records(),
        Shape.PARTITIONS,
        shape.tombstones(),
        encoding,
        System.currentTimeMillis() - shape.records());
  }

  private Evidence play() throws InterruptedException {
    publisher.send(FOR_EVERY_PARTITION); // a group that is new has to start at the earliest
    patience.until("the first records", publisher::allAcknowledged);
    IntStream.range(0, Shape.BRIDGES).forEach(this::start);
    calm();
    for (Trial trial : schedule.trials()) {
      play(trial);
    }
    publisher.send(publisher.left());
    calm();
    IntStream.range(0, Shape.BRIDGES).forEach(this::stop);
    sampler.offsetsNow();
    sampler.close();
    return new Evidence(
        stage.group(),
        stage.produced(items),
        stage.letters(),
        stage.store().everything(),
        sampler.sightings(),
        sampler.offsets(),
        stage.ledger().pushes(),
        happenings,
        System.currentTimeMillis());
  }

  private void play(Trial trial) {
    if (trial.step().needsCalm()) {
      calm();
    }
    int before = stage.ledger().acknowledged();
    publisher.send(trial.records());
    patience.until(
        trial.toString(),
        () -> stage.ledger().acknowledged() - before >= trial.after() || caughtUp());
    diary.note(
        "%s (acknowledged %d, committed %d)"
            .formatted(trial, stage.ledger().acknowledged(), committed()));
    switch (trial.step()) {
      case KillBridge(int bridge) -> killAndStart(bridge);
      case StopBridge(int bridge) -> stopAndStart(bridge);
      case FreezeBridge(int bridge) -> freeze(stage.bridge(bridge));
      case KillServer(int server) -> {
        trouble();
        stage.server(server).kill();
        stage.startServer(server);
      }
      case StopServer(int server) -> {
        trouble();
        stage.server(server).stop();
        stage.startServer(server);
      }
      case FailOver(int server) -> failOver(server);
      case KillBroker(int broker) -> {
        trouble();
        stage.kafka().broker(broker).kill();
        stage.kafka().broker(broker).start();
      }
      case BreakRegistry(int bridge, long millis) -> breakRegistry(bridge, millis);
      case Suffer suffer -> suffer(suffer);
    }
  }

  private void killAndStart(int bridge) {
    sampler.offsetsNow();
    happenings.add(new Killed(stage.bridge(bridge).name(), System.nanoTime()));
    stage.bridge(bridge).kill();
    start(bridge);
  }

  private void stopAndStart(int bridge) {
    stop(bridge);
    start(bridge);
  }

  private void start(int bridge) {
    sampler.offsetsNow();
    long at = System.nanoTime();
    stage.bridge(bridge).start();
    happenings.add(new Started(stage.bridge(bridge).name(), at));
  }

  private void stop(int bridge) {
    stage.bridge(bridge).awaitUp();
    int code = stage.bridge(bridge).stop();
    happenings.add(new Stopped(stage.bridge(bridge).name(), System.nanoTime(), code));
  }

  /** Stopped until the group has given up on it; what it does when it wakes up is the trial. */
  private void freeze(Bridge bridge) {
    patience.until("all members", () -> group.stableWith(Shape.BRIDGES));
    trouble();
    bridge.freeze();
    patience.until(
        bridge.name() + " to be missed",
        () -> group.members().filter(members -> members < Shape.BRIDGES).isPresent());
    bridge.thaw();
  }

  private void failOver(int server) {
    trouble();
    stage.server(server).kill();
    IngestServer other = stage.server((server + 1) % Shape.SERVERS);
    for (int i = 0; i < Shape.BRIDGES; i++) {
      stage.bridge(i).goTo(other.url());
    }
    stage.startServer(server);
    for (int i = 0; i < Shape.BRIDGES; i++) {
      stage.bridge(i).goTo(stage.home(i).url());
    }
  }

  private void suffer(Suffer suffer) {
    trouble();
    Infliction infliction = Infliction.of(suffer, stage);
    infliction.begin();
    LockSupport.parkNanos(suffer.millis() * 500_000);
    switch (suffer.meanwhile()) {
      case NOTHING -> {}
      case KILL -> killAndStart(suffer.bridge());
      case STOP -> stopAndStart(suffer.bridge());
    }
    LockSupport.parkNanos(suffer.millis() * 500_000);
    infliction.end();
  }

  private void breakRegistry(int bridge, long millis) {
    trouble();
    FaultProxy registry = stage.bridge(bridge).registry();
    Injection hang = registry.inject(FaultProxy.ANY, new Fault.Hang());
    killAndStart(bridge);
    String started = stage.bridge(bridge).name();
    patience.until(started + " to be given partitions", () -> group.hasGivenPartitionsTo(started));
    int before = hang.hits();
    publisher.send(FOR_EVERY_PARTITION);
    patience.until("a new bridge to ask for a schema", () -> hang.hits() > before);
    registry.cut();
    registry.clear();
    LockSupport.parkNanos(millis * 1_000_000);
    registry.restore();
  }

  private void trouble() {
    if (troubledSince.isEmpty()) {
      troubledSince = OptionalLong.of(System.nanoTime());
    }
  }

  /** Returns when all that was sent is committed, every member is back, and nothing moves. */
  private void calm() {
    patience.until("everything to be committed", this::caughtUp);
    patience.until("all members", () -> group.stableWith(Shape.BRIDGES));
    awaitSilence();
    diary.note("calm");
    troubledSince.ifPresent(from -> happenings.add(new Troubled(from, System.nanoTime())));
    troubledSince = OptionalLong.empty();
  }

  private boolean caughtUp() {
    return publisher.allAcknowledged() && committed() == publisher.sent();
  }

  private long committed() {
    List<Offsets> offsets = sampler.offsets();
    return offsets.isEmpty()
        ? 0
        : offsets.getLast().committed().values().stream().mapToLong(Long::longValue).sum();
  }

  /** A bridge that has just woken up may still have something to say. */
  private void awaitSilence() {
    int seen = -1;
    while (seen != stage.ledger().requests()) {
      seen = stage.ledger().requests();
      LockSupport.parkNanos(200_000_000);
    }
  }
}
