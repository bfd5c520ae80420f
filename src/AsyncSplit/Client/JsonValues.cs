using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Serialization;

namespace AsyncSplit;

/// <summary>Reads single values.</summary>
internal static class JsonValues
{
    public static T Read<T>(ReadOnlyMemory<byte> json, Codec<T> codec)
    {
        var reader = new Utf8JsonReader(json.Span, WireNames.ReaderOptions);
        reader.Read();
        var state = new StateReader(reader);
        return codec.Read(ref state);
    }
}
