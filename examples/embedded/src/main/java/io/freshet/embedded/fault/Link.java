package io.freshet.embedded.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A client's connection and the one to the target that continues it. */
record Link(Socket client, Socket server, Pace pace) {
  private static final int BUFFER = 16 * 1024;

  /** Carries bytes both ways; returns when both have ended. */
  void carry() throws IOException, InterruptedException {
    Thread answers = Thread.ofVirtual().start(this::carryAnswers);
    try {
      copy(client, server);
      answers.join();
    } catch (IOException broken) {
      Sockets.reset(server);
      throw broken;
    }
  }

  private void carryAnswers() {
    try {
      copy(server, client);
    } catch (IOException broken) {
      Sockets.reset(client);
      Sockets.reset(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy(Socket from, Socket to) throws IOException, InterruptedException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      write(out, buffer, length);
    }
    Sockets.endOutput(to);
  }

  private void write(OutputStream out, byte[] bytes, int length)
      throws IOException, InterruptedException {
    int sent = 0;
    while (sent < length) {
      int portion = pace.admit(length - sent);
      out.write(bytes, sent, portion);
      sent += portion;
    }
  }
}
