namespace AsyncSplit.Serialization;

/// <summary>An exception of the framework that has nothing of its own beside message and inner exception.</summary>
internal sealed class FrameworkExceptionCodec<T>(Func<string, Exception?, T> create) : ExceptionCodec
    where T : Exception
{
    public override string TypeName { get; } = typeof(T).FullName!;

    public override void WriteData(StateWriter writer, Exception exception)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteEndObject();
    }

    public override Exception Read(ref StateReader data, string message, Exception? inner)
    {
        data.StartObject(TypeName);
        data.Skip();
        return create(message, inner);
    }
}
