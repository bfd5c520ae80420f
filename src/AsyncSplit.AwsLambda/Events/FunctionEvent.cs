using System.Text.Json;

namespace AsyncSplit.AwsLambda.Events;

/// <summary>Tells what a function is invoked with by the names of the event's members, without looking at more of it.</summary>
internal static class FunctionEvent
{
    private const string Taken = """An AsyncSplit function takes the messages of its queue, {"start": "Orders.PlaceAsync", "args": {…}}, or an envelope""";

    /// <exception cref="FunctionEventException">It is none of them.</exception>
    public static FunctionEventKind KindOf(ReadOnlyMemory<byte> input)
    {
        try
        {
            var reader = new Utf8JsonReader(input.Span);
            var isHttp = false;
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (reader.ValueTextEquals("Records"u8))
                    {
                        return FunctionEventKind.Messages;
                    }

                    if (reader.ValueTextEquals("start"u8))
                    {
                        return FunctionEventKind.Start;
                    }

                    if (reader.ValueTextEquals("v"u8))
                    {
                        return FunctionEventKind.Envelope;
                    }

                    isHttp |= reader.ValueTextEquals("requestContext"u8);
                    reader.Skip();
                }
            }

            throw Refuse(isHttp ? "an HTTP request. The package AsyncSplit.AspNetCore has endpoints for those" : "none of them");
        }
        catch (JsonException exception)
        {
            throw new FunctionEventException($"{Taken}; this is no JSON: {exception.Message}", exception);
        }
    }

    /// <summary>An exception that says what is taken.</summary>
    public static FunctionEventException Refuse(string what) => new($"{Taken}; this is {what}.");
}
