namespace AsyncSplit.Serialization;

/// <summary>An exception of the framework with one or two texts of its own.</summary>
/// <param name="first">The name of the first.</param>
/// <param name="second">The name of the second, or null.</param>
/// <param name="get">Gets them.</param>
/// <param name="create">Creates the exception of message, inner exception and the two.</param>
internal sealed class DataExceptionCodec<T>(
    string first,
    string? second,
    Func<T, (string? First, string? Second)> get,
    Func<string, Exception?, string?, string?, T> create)
    : ExceptionCodec
    where T : Exception
{
    public override string TypeName { get; } = typeof(T).FullName!;

    public override void WriteData(StateWriter writer, Exception exception)
    {
        var values = get((T)exception);
        writer.Json.WriteStartObject();
        Write(writer, first, values.First);
        Write(writer, second, values.Second);
        writer.Json.WriteEndObject();
    }

    public override Exception Read(ref StateReader data, string message, Exception? inner)
    {
        string? firstValue = null;
        string? secondValue = null;
        data.StartObject(TypeName);
        while (data.NextProperty(TypeName))
        {
            var isFirst = data.Json.ValueTextEquals(first);
            if (!isFirst && (second is null || !data.Json.ValueTextEquals(second)))
            {
                data.SkipMember();
                continue;
            }

            data.Read();
            var value = Codecs.String.Read(ref data);
            if (isFirst)
            {
                firstValue = value;
            }
            else
            {
                secondValue = value;
            }
        }

        return create(message, inner, firstValue, secondValue);
    }

    private static void Write(StateWriter writer, string? name, string? value)
    {
        if (name is not null && value is not null)
        {
            writer.Json.WritePropertyName(name);
            Codecs.String.Write(writer, value);
        }
    }
}
