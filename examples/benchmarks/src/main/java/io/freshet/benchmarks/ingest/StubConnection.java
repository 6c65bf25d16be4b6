package io.freshet.benchmarks.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** One connection to the stub: a request, its answer when that is due, the next request. */
final class StubConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String REQUEST_ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMNOP";

  private final Delays delays;

  StubConnection(Delays delays) {
    this.delays = delays;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    long begun = System.nanoTime();
    if (request.uri().startsWith("/delays")) {
      context.writeAndFlush(answer(report(new QueryStringDecoder(request.uri()))));
      return;
    }
    String target = request.headers().get("x-amz-target", "");
    StubAnswer answer = StubAnswer.to(target.substring(target.indexOf('.') + 1), request.content());
    if (answer.call().isEmpty()) {
      context.writeAndFlush(answer(answer.body()));
      return;
    }
    Runnable end =
        () -> {
          delays.took(
              answer.call().get(), TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
          context.writeAndFlush(answer(answer.body()));
        };
    long left = begun + TimeUnit.MICROSECONDS.toNanos(delays.next()) - System.nanoTime();
    if (left <= 0) {
      end.run();
    } else {
      context.executor().schedule(end, left, TimeUnit.NANOSECONDS);
    }
  }

  private byte[] report(QueryStringDecoder asked) {
    return delays.report(number(asked, "from"), number(asked, "count"));
  }

  private static int number(QueryStringDecoder asked, String name) {
    return Integer.parseInt(asked.parameters().getOrDefault(name, List.of("0")).getFirst());
  }

  /** With the checksum that DynamoDB sends and its clients verify. */
  private static FullHttpResponse answer(byte[] body) {
    var checksum = new CRC32();
    checksum.update(body);
    ByteBuf content = Unpooled.wrappedBuffer(body);
    var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set("x-amzn-requestid", REQUEST_ID)
        .set("x-amz-crc32", checksum.getValue());
    return answer;
  }
}
