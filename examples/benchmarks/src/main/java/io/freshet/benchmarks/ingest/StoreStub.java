package io.freshet.benchmarks.ingest;

import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.TransportType;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;

/**
 * Answers as DynamoDB does where every condition holds and every row is there, after a delay, and
 * says how long it took. Arguments: port, median and 99th percentile of the delay in ms. It is bare
 * Netty: what it takes of the processors is missing to the server that is measured.
 */
final class StoreStub {
  private static final int LONGEST_REQUEST = 1 << 20;

  private StoreStub() {}

  public static void main(String[] args) throws InterruptedException {
    var delays = new Delays(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
    EventLoopGroup group =
        EventLoopGroups.newEventLoopGroup(Runtime.getRuntime().availableProcessors());
    new ServerBootstrap()
        .group(group)
        .channel(TransportType.serverChannelType(group))
        .option(ChannelOption.SO_BACKLOG, 1_024)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(LONGEST_REQUEST),
                        new StubConnection(delays));
              }
            })
        .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }
}
