using System.Text.Json.Serialization;

namespace AsyncSplit.AspNetCore;

/// <summary>Writes bodies without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChainStatusBody))]
internal sealed partial class ChainJsonContext : JsonSerializerContext;
