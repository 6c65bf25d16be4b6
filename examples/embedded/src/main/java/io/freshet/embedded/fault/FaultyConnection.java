package io.freshet.embedded.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** One client's connection: a request at a time, each passed on or struck by a fault. */
record FaultyConnection(
    Socket client,
    Upstream upstream,
    Function<Request, Optional<Injection>> faults,
    Witness witness) {

  /** Returns when either side has ended it. */
  void serve() throws IOException, InterruptedException {
    var reader = new RequestReader(new BufferedInputStream(client.getInputStream()));
    Optional<Request> request = reader.next();
    while (request.isPresent() && !client.isClosed()) {
      answer(request.get());
      request = client.isClosed() ? Optional.empty() : reader.next();
    }
  }

  private void answer(Request request) throws IOException, InterruptedException {
    IntConsumer answered = witness.sees(request.operation(), request.body().bytes());
    Optional<Injection> injection = faults.apply(request);
    if (injection.isPresent()) {
      strike(injection.get(), request, answered);
    } else {
      passOn(request, answered);
    }
  }

  private void strike(Injection injection, Request request, IntConsumer answered)
      throws IOException, InterruptedException {
    switch (injection.fault()) {
      case Fault.Answer(int status, String body) -> write(Response.json(status, body));
      case Fault.Delay(Duration duration) -> {
        injection.awaitRemoval(duration);
        passOn(request, answered);
      }
      case Fault.Hang() -> {
        injection.awaitRemoval();
        Sockets.reset(client);
      }
      case Fault.ResetBefore() -> Sockets.reset(client);
      case Fault.ResetAfter() -> {
        upstream.send(request);
        Sockets.reset(client);
      }
      case Fault.Unprocessed(int processed) -> {
        UnprocessedKeys keys = UnprocessedKeys.of(request, processed);
        write(keys.in(upstream.send(request.withBody(keys.request()))));
      }
    }
  }

  private void passOn(Request request, IntConsumer answered)
      throws IOException, InterruptedException {
    Response response = upstream.send(request);
    answered.accept(response.status());
    write(response);
  }

  private void write(Response response) throws IOException {
    response.write(client.getOutputStream());
  }
}
