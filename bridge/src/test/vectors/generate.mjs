// Prints messages that Confluent's own serializers have made, with the schemas that they name and what is in them.
import { readFileSync } from 'node:fs';
import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema, timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  AvroSerializer, HeaderSchemaIdSerializer, JsonSerializer, ProtobufSerializer, SchemaRegistryClient, SerdeType,
} from '@confluentinc/schemaregistry';

const registry = SchemaRegistryClient.newClient({ baseURLs: ['mock://'] });
const schemas = [];
const messages = [];

// The mock numbers schemas of each subject by one counter, so an id stands for one of them.
async function register(subject, schemaType, schema, references = []) {
  const { id, guid } = await registry.registerFullResponse(subject, { schemaType, schema, references });
  schemas.push({ id, guid, subject, version: 1, schemaType, schema, references });
}

async function message(name, format, topic, serializer, event, expected) {
  const headers = {};
  const value = await serializer.serialize(topic, event, headers);
  messages.push({
    name, format, value: value.toString('base64'),
    headers: Object.fromEntries(Object.entries(headers).map(([key, bytes]) => [key, bytes.toString('base64')])),
    expected,
  });
}

const latest = { useLatestVersion: true, autoRegisterSchemas: false };
const inHeader = { ...latest, schemaIdSerializer: HeaderSchemaIdSerializer };

// ---- Avro
const address = {
  type: 'record', name: 'Address', namespace: 'vectors',
  fields: [{ name: 'city', type: 'string' }, { name: 'zip', type: ['null', 'int'], default: null }],
};
const order = {
  type: 'record', name: 'Order', namespace: 'vectors',
  fields: [
    { name: 'skipped', type: { type: 'map', values: { type: 'array', items: 'double' } } },
    { name: 'id', type: 'string' },
    { name: 'n', type: 'long' },
    { name: 'small', type: 'int' },
    { name: 'ratio', type: 'double' },
    { name: 'weight', type: 'float' },
    { name: 'ok', type: 'boolean' },
    { name: 'raw', type: 'bytes' },
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 4 } },
    { name: 'status', type: { type: 'enum', name: 'Status', symbols: ['NEW', 'PAID'] } },
    { name: 'tags', type: { type: 'array', items: 'string' } },
    { name: 'counts', type: { type: 'map', values: 'int' } },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'nothing', type: ['null', 'string'], default: null },
    { name: 'home', type: 'vectors.Address' },
    { name: 'work', type: ['null', 'vectors.Address'], default: null },
    { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 20, scale: 4 } },
    { name: 'day', type: { type: 'int', logicalType: 'date' } },
    { name: 'clock', type: { type: 'int', logicalType: 'time-millis' } },
    { name: 'clock_us', type: { type: 'long', logicalType: 'time-micros' } },
    { name: 'at_ms', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'at_us', type: { type: 'long', logicalType: 'timestamp-micros' } },
    { name: 'local_ms', type: { type: 'long', logicalType: 'local-timestamp-millis' } },
    { name: 'uuid', type: { type: 'string', logicalType: 'uuid' } },
  ],
};
await register('address', 'AVRO', JSON.stringify(address));
await register('orders-value', 'AVRO', JSON.stringify(order),
  [{ name: 'vectors.Address', subject: 'address', version: 1 }]);
const anOrder = {
  skipped: { a: [1.5, 2.5] }, id: 'o-ü', n: 4503599627370496, small: -7, ratio: 0.1, weight: 0.5, ok: true,
  raw: Buffer.from([0, 1, 255]), hash: Buffer.from([1, 2, 3, 4]), status: 'PAID', tags: ['a', 'b'], counts: { x: 1 },
  note: 'hello', nothing: null, home: { city: 'Bonn', zip: 53111 }, work: { city: 'Köln', zip: null },
  price: Buffer.from([0xff, 0x38]), day: 20457, clock: 3_723_004, clock_us: 3_723_000_005,
  at_ms: 1764000000007, at_us: 1764000000000007, local_ms: 1764000000007,
  uuid: '0b63bc4e-46f8-4a5a-9d4b-6b0a9c8a1f00',
};
const orderExpected = {
  id: 'o-ü', n: 4503599627370496, small: -7, ratio: 0.1, weight: 0.5, ok: true, raw: 'AAH/', hash: 'AQIDBA==',
  status: 'PAID', tags: ['a', 'b'], counts: { x: 1 }, note: 'hello', nothing: null, 'home.city': 'Bonn',
  'home.zip': 53111, 'work.city': 'Köln', 'work.zip': null, home: { city: 'Bonn', zip: 53111 }, price: -0.02,
  day: '2026-01-04', clock: '01:02:03.004', clock_us: '01:02:03.000005', at_ms: '2025-11-24T16:00:00.007Z',
  at_us: '2025-11-24T16:00:00.000007Z', local_ms: '2025-11-24T16:00:00.007',
  uuid: '0b63bc4e-46f8-4a5a-9d4b-6b0a9c8a1f00', 'counts.x': 1, 'id.deeper': null, absent: null,
};
const avro = (config) => new AvroSerializer(registry, SerdeType.VALUE, config);
await message('avro', 'avro', 'orders', avro(latest), anOrder, orderExpected);
await message('avro, guid in the header', 'avro', 'orders', avro(inHeader), anOrder, orderExpected);

// ---- Protobuf
const files = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync('target.binpb')));
const text = (file) => readFileSync(`proto/${file}`, 'utf8');
await register('common/money.proto', 'PROTOBUF', text('common/money.proto'));
for (const topic of ['payments', 'refunds', 'legs']) {
  await register(`${topic}-value`, 'PROTOBUF', text('payment.proto'),
    [{ name: 'common/money.proto', subject: 'common/money.proto', version: 1 }]);
}
await register('readings-value', 'PROTOBUF', text('legacy.proto'));
const protobuf = (config) => new ProtobufSerializer(registry, SerdeType.VALUE, { ...config, registry: files });
const made = (type, fields) => create(files.getMessage(type), fields);
const aPayment = made('payments.Payment', {
  id: 'p-1', amount: { currency: 'EUR', units: 9223372036854775807n }, at: timestampFromMs(1764000000007), status: 1,
  tags: ['a', 'b'], counts: { x: 1, y: -2 }, method: { case: 'transfer', value: { iban: 'DE02' } },
  big: 18446744073709551615n, raw: new Uint8Array([0, 1, 255]), note: 'hello', took: { seconds: 1n, nanos: 500_000_000 },
  extra: { a: 1, b: ['x', null, true], c: { d: 'e' } }, ratio: 0.1, weight: 0.5, delta: -5n, crc: 4294967295,
  packed: [1, 300, -1], transfers: { 7: { iban: 'X' } },
});
const paymentExpected = {
  id: 'p-1', 'amount.currency': 'EUR', 'amount.units': '#9223372036854775807', at: '2025-11-24T16:00:00.007Z',
  'at.seconds': 1764000000, status: 'AUTHORISED', tags: ['a', 'b'], counts: { x: 1, y: -2 }, 'counts.y': -2, card: null,
  'transfer.iban': 'DE02', attempts: null, big: '#18446744073709551615', raw: 'AAH/', note: 'hello', took: 1.5,
  extra: { a: 1, b: ['x', null, true], c: { d: 'e' } }, 'extra.c.d': 'e', ratio: 0.1, weight: 0.5, delta: -5,
  crc: 4294967295, packed: [1, 300, -1], flag: false, transfers: { 7: { iban: 'X' } }, absent: null,
};
await message('protobuf', 'protobuf', 'payments', protobuf(latest), aPayment, paymentExpected);
await message('protobuf, guid in the header', 'protobuf', 'payments', protobuf(inHeader), aPayment, paymentExpected);
await message('protobuf, nothing set', 'protobuf', 'payments', protobuf(latest), made('payments.Payment', {}), {
  id: '', 'amount.currency': null, at: null, status: 'UNKNOWN', tags: [], counts: {}, card: null, attempts: null, big: 0,
  raw: '', note: null, ratio: 0, flag: false,
});
await message('protobuf, a zero that is set', 'protobuf', 'payments', protobuf(latest),
  made('payments.Payment', { attempts: 0, method: { case: 'card', value: '' } }),
  { attempts: 0, card: '', 'transfer.iban': null });
await message('protobuf, the second message', 'protobuf', 'refunds', protobuf(latest),
  made('payments.Refund', { paymentId: 'p-1' }), { payment_id: 'p-1', paymentId: 'p-1', id: null });
await message('protobuf, a message two levels down', 'protobuf', 'legs', protobuf(latest),
  made('payments.Payment.Transfer.Leg', { number: 3 }), { number: 3 });
await message('protobuf, two levels down, guid in the header', 'protobuf', 'legs', protobuf(inHeader),
  made('payments.Payment.Transfer.Leg', { number: 3 }), { number: 3 });
await message('proto2', 'protobuf', 'readings', protobuf(latest),
  made('legacy.Reading', { sensor: 's', samples: [1, 2] }), { sensor: 's', value: 1.5, unit: null, samples: [1, 2] });

// ---- JSON Schema
await register('money.json', 'JSON', JSON.stringify({
  $id: 'money.json', type: 'object', properties: { units: { type: 'integer' } },
}));
await register('clicks-value', 'JSON', JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#', type: 'object',
  properties: { user: { type: 'string' }, price: { $ref: 'money.json' } },
}), [{ name: 'money.json', subject: 'money.json', version: 1 }]);
const json = (config) => new JsonSerializer(registry, SerdeType.VALUE, config);
await message('json schema', 'json_schema', 'clicks', json(latest), { user: 'ü', price: { units: 7 } },
  { user: 'ü', 'price.units': 7, absent: null });
await message('json schema, guid in the header', 'json_schema', 'clicks', json(inHeader), { user: 'u' }, { user: 'u' });

console.log(JSON.stringify({ schemas, messages }, null, 1));
