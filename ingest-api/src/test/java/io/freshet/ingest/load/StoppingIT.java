package io.freshet.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to the real process, under load. */
class StoppingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CALLERS = 4;

  @TempDir private Path folder;

  @Test
  void isNotReadyFirstThenFinishesAndASecondSignalChangesNothing() throws Exception {
    try (var server = start();
        var pusher = new Pusher()) {
      assertThat(pusher.push(server.url("/"), user()).statusCode()).isEqualTo(200);
      ProcessHandle handle = ProcessHandle.of(server.process().pid()).orElseThrow();
      handle.destroy();
      await().until(() -> pusher.status(server.url("/healthz/ready")) == 503);
      HttpResponse<String> late = pusher.push(server.url("/"), user());
      assertThat(late.statusCode()).isEqualTo(200);
      assertThat(late.headers().firstValue("connection")).contains("close");
      handle.destroy();
      assertThat(server.process().await(PATIENCE)).isZero();
    }
  }

  @Test
  void noRequestFailsWhileTwoInstancesAreRestartedUnderLoad() throws Exception {
    List<ServerProcess> instances = new CopyOnWriteArrayList<>(List.of(start(), start()));
    var failures = new CopyOnWriteArrayList<String>();
    var answered = new AtomicInteger();
    var over = new AtomicBoolean();
    List<Thread> callers = new ArrayList<>();
    try {
      for (int i = 0; i < CALLERS; i++) {
        int own = i;
        callers.add(
            Thread.ofVirtual()
                .start(() -> {
                  try (var pusher = new Pusher()) {
                    while (!over.get()) {
                      pushAnywhere(pusher, instances, own, failures);
                      answered.incrementAndGet();
                    }
                  }
                }));
      }
      for (int i = 0; i < instances.size(); i++) {
        int before = answered.get();
        await().atMost(PATIENCE).until(() -> answered.get() > before + 50);
        ServerProcess old = instances.get(i);
        assertThat(old.process().terminate(PATIENCE)).isZero();
        instances.set(i, start());
      }
      int before = answered.get();
      await().atMost(PATIENCE).until(() -> answered.get() > before + 50);
    } finally {
      over.set(true);
      for (Thread caller : callers) {
        caller.join();
      }
      instances.forEach(ServerProcess::close);
    }
    assertThat(failures).isEmpty();
  }

  /** Goes to another instance where it cannot connect to one, and retries nothing else. */
  private static void pushAnywhere(
      Pusher pusher, List<ServerProcess> instances, int first, List<String> failures) {
    for (int i = 0; i < instances.size(); i++) {
      URI url = instances.get((first + i) % instances.size()).url("/");
      try {
        HttpResponse<String> answer = pusher.push(url, user());
        if (answer.statusCode() != 200) {
          failures.add(answer.statusCode() + " " + answer.body());
        }
        return;
      } catch (ConnectException refused) {
        // The next one, then.
      } catch (IOException e) {
        failures.add(e.toString());
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    failures.add("nobody listens");
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.inMemory(folder);
  }

  private static String user() {
    return UUID.randomUUID().toString();
  }
}
