using System.Text.Json.Serialization;

namespace AsyncSplit.Benchmarks.Compare.Memory.Handwritten;

/// <summary>Writes and reads the message without reflection.</summary>
[JsonSerializable(typeof(HandwrittenMessage))]
internal sealed partial class HandwrittenJson : JsonSerializerContext;
