package io.freshet.ingest.serve;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * How connections end when the server does: first each is asked to go after its next answer (HTTP/1
 * {@code Connection: close}, HTTP/2 GOAWAY), then no new ones are taken. Armeria by itself goes on
 * taking connections while it drains, and so never falls silent under load.
 */
final class Door implements DecoratingHttpServiceFunction, Consumer<ChannelPipeline> {
  private final Set<Channel> listening = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  /** Learns from a new connection which socket listens: Armeria does not tell. */
  @Override
  public void accept(ChannelPipeline connection) {
    listening.add(connection.channel().parent());
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    if (leaving) {
      ctx.initiateConnectionShutdown().exceptionally(_ -> null);
    }
    return service.serve(ctx, request);
  }

  /** From now on each answer is its connection's last. */
  void askToLeave() {
    leaving = true;
  }

  /** Takes no new connections. */
  void shut() {
    listening.forEach(socket -> socket.close().syncUninterruptibly());
  }
}
