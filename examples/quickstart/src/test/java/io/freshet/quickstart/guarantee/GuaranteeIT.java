package io.freshet.quickstart.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guarantee, kept in whatever a seed thinks of. {@code -Dfreshet.seed=N} plays one seed, {@code
 * -Psoak} two hundred of them. What happened is in {@code target/guarantee/seed-N}.
 */
class GuaranteeIT {
  private static final String SEED = "freshet.seed";
  private static final long SOAKED = 200;

  /** By the number of brokers. */
  private static final Map<Integer, World> WORLDS = new HashMap<>();

  @AfterAll
  static void endWorlds() {
    WORLDS.values().forEach(World::close);
    WORLDS.clear();
  }

  @ParameterizedTest
  @MethodSource
  void isKeptWhateverHappens(long seed) throws Exception {
    play(seed);
  }

  static LongStream isKeptWhateverHappens() {
    String seed = System.getProperty(SEED, "");
    return seed.isEmpty() ? LongStream.of(1, 2) : LongStream.of(Long.parseLong(seed));
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource
  void isKeptForHundredsOfSeeds(long seed) throws Exception {
    play(seed);
  }

  static LongStream isKeptForHundredsOfSeeds() {
    return LongStream.rangeClosed(3, SOAKED);
  }

  private static void play(long seed) throws InterruptedException {
    Schedule schedule = Schedule.of(seed, Shape.of(seed));
    System.out.println(schedule);
    World world = WORLDS.computeIfAbsent(schedule.shape().brokers(), World::start);
    Verdict verdict = judge(world, schedule);
    assertThat(verdict.kept())
        .as("%s%n%s%nagain: %s", verdict, schedule, schedule.command())
        .isTrue();
  }

  private static Verdict judge(World world, Schedule schedule) throws InterruptedException {
    try {
      return world.judge(schedule);
    } catch (RuntimeException e) {
      throw new IllegalStateException(schedule + "\nagain: " + schedule.command(), e);
    }
  }
}
