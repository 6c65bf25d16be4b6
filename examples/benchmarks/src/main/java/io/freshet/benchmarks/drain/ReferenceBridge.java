package io.freshet.benchmarks.drain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What somebody would write in an afternoon: poll, parse to a tree, write it out again, push ten at
 * a time over HTTP/2. No mapping, no checks; offsets are committed as polled, whatever becomes of
 * the records.
 */
final class ReferenceBridge {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int IN_FLIGHT = 32;

  private final OkHttpClient http;
  private final String url;
  private final Semaphore permits = new Semaphore(IN_FLIGHT);

  private ReferenceBridge(Dispatcher dispatcher, String url) {
    dispatcher.setMaxRequests(IN_FLIGHT);
    dispatcher.setMaxRequestsPerHost(IN_FLIGHT);
    this.http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .build();
    this.url = url;
  }

  /** Arguments: brokers, topic, group, the sink's URL, {@code virtual} or {@code pool}. */
  public static void main(String[] args) throws Exception {
    var dispatcher =
        args[4].equals("virtual")
            ? new Dispatcher(Executors.newVirtualThreadPerTaskExecutor())
            : new Dispatcher();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", args[0], "group.id", args[2], "auto.offset.reset", "earliest");
    var bridge = new ReferenceBridge(dispatcher, args[3] + "/ingest");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(args[1]));
      while (true) {
        bridge.push(consumer.poll(Duration.ofMillis(200)));
      }
    }
  }

  private void push(Iterable<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    List<byte[]> values = new ArrayList<>(10);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      values.add(record.value());
      if (values.size() == 10) {
        send(body(values));
        values.clear();
      }
    }
    if (!values.isEmpty()) {
      send(body(values));
    }
  }

  private static byte[] body(List<byte[]> values) throws IOException {
    var bytes = new ByteArrayOutputStream(4_096);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("workspace_name", "prod");
      out.writeObjectFieldStart("records");
      out.writeArrayFieldStart("payments");
      for (byte[] value : values) {
        out.writeStartObject();
        out.writeFieldName("record");
        JSON.writeTree(out, JSON.readTree(value));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private void send(byte[] body) throws InterruptedException {
    permits.acquire();
    Request request =
        new Request.Builder()
            .url(url)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    http.newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException failure) {
                throw new IllegalStateException("the sink does not answer", failure);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                  response.body().bytes();
                } finally {
                  permits.release();
                }
              }
            });
  }
}
