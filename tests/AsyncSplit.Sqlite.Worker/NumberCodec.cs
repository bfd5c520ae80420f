using AsyncSplit.Serialization;

namespace AsyncSplit.Sqlite.Worker;

/// <summary>Numbers: the one type that crosses boundaries here.</summary>
public sealed class NumberCodec : Codec<int>
{
    public static readonly NumberCodec Instance = new();

    public override void Write(StateWriter writer, int value) => writer.Json.WriteNumberValue(value);

    public override int Read(ref StateReader reader) => reader.Json.GetInt32();
}
