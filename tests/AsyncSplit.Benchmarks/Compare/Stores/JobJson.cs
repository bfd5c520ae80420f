using System.Text.Json.Serialization;

namespace AsyncSplit.Benchmarks.Compare.Stores;

[JsonSerializable(typeof(Job))]
internal sealed partial class JobJson : JsonSerializerContext;
