package io.freshet.ingest.serve;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.freshet.ingest.config.Limits;
import io.freshet.ingest.health.Readiness;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.serve.status.Deadlines;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.serve.tls.RenewedTls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** HTTP and gRPC on one port, from start to close. */
public final class IngestServer implements AutoCloseable {
  private final Server server;
  private final Door door;
  private final Readiness ready;
  private final Duration notReady;

  private IngestServer(Server server, Door door, Readiness ready, Duration notReady) {
    this.server = server;
    this.door = door;
    this.ready = ready;
    this.notReady = notReady;
  }

  /**
   * What the server puts on its port.
   *
   * @param metrics the text of {@code /metrics}
   * @param ready what {@code /healthz/ready} says
   * @param answered hears of every push, read and look-up of a source
   * @param around goes around the routes of the API
   * @param docs whether {@code /docs} and gRPC reflection are there
   */
  public record Routes(
      Pushes pushes,
      Reads reads,
      Supplier<String> metrics,
      Readiness ready,
      Answered answered,
      RequestIds ids,
      DecoratingHttpServiceFunction around,
      Docs docs) {}

  /** Whether the server explains itself to whoever asks. */
  public enum Docs {
    SHOWN,
    HIDDEN
  }

  /**
   * Binds the address (port 0: any free one) and begins to answer.
   *
   * @param tls empty: in plain text
   * @throws PortInUse when the address cannot be bound
   */
  public static IngestServer start(
      InetSocketAddress address, Optional<RenewedTls> tls, Limits limits, Routes routes) {
    var door = new Door();
    ServerBuilder building = Server.builder();
    if (tls.isPresent()) {
      building.port(address, SessionProtocol.HTTPS);
      building.tlsProvider(tls.get(), tls.get().config());
    } else {
      building.port(address, SessionProtocol.HTTP);
    }
    Server server = build(building, limits, routes, door);
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new PortInUse(address, e);
    }
    return new IngestServer(server, door, routes.ready(), limits.stopping().notReady());
  }

  /** The port that it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /**
   * Not ready, but answering, until whoever balances load has noticed; then no new connections, and
   * what is in flight is finished; then nothing.
   */
  @Override
  public void close() {
    ready.stop();
    door.askToLeave();
    pause();
    door.shut();
    server.stop().join();
  }

  private void pause() {
    try {
      Thread.sleep(notReady);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Server build(ServerBuilder server, Limits limits, Routes routes, Door door) {
    ConnectionLimits.apply(server, limits);
    server.childChannelPipelineCustomizer(door);
    server.unloggedExceptionsReportInterval(Duration.ZERO); // our handlers log what is to be logged
    server.decorator(door);
    server.decorator((delegate, ctx, request) -> {
      routes.ids().of(ctx);
      return delegate.serve(ctx, request);
    });
    new Layout(routes, new Deadlines(limits.work().timeout())).apply(server);
    return server.build();
  }
}
