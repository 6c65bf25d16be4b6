package io.freshet.bridge.rehearse;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Kafka's frames over sockets; what is in them is the {@link Script}'s. */
final class StageBroker implements AutoCloseable {
  private final ServerSocket listening;
  private final Script script;

  StageBroker() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    script = new Script(listening.getLocalPort());
    Thread.ofPlatform().daemon().name("stage-broker").start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException _) {
      // it listens to nobody any more
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread.ofPlatform().daemon().name("stage-connection").start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed: the piece is over
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new DataInputStream(socket.getInputStream());
        var out = new DataOutputStream(socket.getOutputStream())) {
      while (true) {
        ByteBuffer answer = script.answer(ByteBuffer.wrap(in.readNBytes(in.readInt())));
        byte[] frame = new byte[Integer.BYTES + answer.remaining()];
        ByteBuffer.wrap(frame).putInt(answer.remaining()).put(answer);
        out.write(frame);
      }
    } catch (IOException _) {
      // the client has gone
    }
  }
}
