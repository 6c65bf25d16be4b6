package io.freshet.ingest.store.dynamodb.call;

import com.linecorp.armeria.client.ConnectionPoolListenerAdapter;
import com.linecorp.armeria.common.SessionProtocol;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.AttributeMap;
import java.net.InetSocketAddress;

/**
 * Has a request leave in one write. Armeria flushes its headers and then its body, which are two
 * calls of the kernel and two packets; both are done in the same turn of the event loop, so that
 * the flush can wait for the turn's end.
 */
final class OneWrite extends ConnectionPoolListenerAdapter {
  private static final String HANDLER = "one-write";

  @Override
  public void connectionOpen(
      SessionProtocol protocol,
      InetSocketAddress remote,
      InetSocketAddress local,
      AttributeMap attributes) {
    if (attributes instanceof Channel channel) {
      ChannelPipeline pipeline = channel.pipeline();
      var late =
          new FlushConsolidationHandler(
              FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true);
      if (pipeline.get(FlushConsolidationHandler.class) != null) {
        pipeline.replace(FlushConsolidationHandler.class, HANDLER, late);
      }
    }
  }
}
