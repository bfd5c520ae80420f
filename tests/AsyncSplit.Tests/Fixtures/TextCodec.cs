using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>Strings: the one type that crosses boundaries in these tests.</summary>
internal sealed class TextCodec : Codec<string>
{
    public static readonly TextCodec Instance = new();

    public override void Write(StateWriter writer, string value) => writer.Json.WriteStringValue(value);

    public override string Read(ref StateReader reader) => reader.Json.GetString()!;
}
