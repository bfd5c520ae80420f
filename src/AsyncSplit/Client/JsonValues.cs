using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit;

/// <summary>Reads single values.</summary>
internal static class JsonValues
{
    public static T Read<T>(ReadOnlyMemory<byte> json, Codec<T> codec, ChainRegistry registry)
    {
        var reader = new Utf8JsonReader(json.Span, WireNames.ReaderOptions);
        reader.Read();
        var state = new StateReader(reader) { Registry = registry };
        return codec.Read(ref state);
    }
}
