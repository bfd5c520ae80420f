using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>A stand-in for an exception of the framework without data.</summary>
internal sealed class PlainExceptionCodec<T>(Func<string, Exception?, T> create) : ExceptionCodec
    where T : Exception
{
    public override string TypeName => typeof(T).FullName!;

    public override void WriteData(StateWriter writer, Exception exception)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteEndObject();
    }

    public override Exception Read(ref StateReader data, string message, Exception? inner) => create(message, inner);
}
