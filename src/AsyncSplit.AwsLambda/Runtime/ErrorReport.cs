using System.Buffers;
using System.Text.Json;

namespace AsyncSplit.AwsLambda.Runtime;

/// <summary>An error as the Runtime API takes it.</summary>
/// <param name="Reason">Category and reason, for metrics and logs: <c>Function.TimeoutException</c>.</param>
/// <param name="Exception">What was thrown.</param>
internal sealed record ErrorReport(string Reason, Exception Exception)
{
    // The API takes more; nobody reads more.
    private const int MaxStackLines = 50;
    private const int MaxCauses = 5;

    /// <summary>Of an invocation.</summary>
    public static ErrorReport OfInvocation(Exception exception) => new($"Function.{TypeName(exception)}", exception);

    /// <summary>Of the start of the process.</summary>
    public static ErrorReport OfStart(Exception exception) => new($"Runtime.{TypeName(exception)}", exception);

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, Exception, MaxCauses);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception, int causes)
    {
        writer.WriteStartObject();
        writer.WriteString("errorMessage"u8, exception.Message);
        writer.WriteString("errorType"u8, TypeName(exception));
        writer.WriteStartArray("stackTrace"u8);
        foreach (var line in (exception.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MaxStackLines))
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
        if (exception.InnerException is { } cause && causes > 0)
        {
            writer.WritePropertyName("cause"u8);
            Write(writer, cause, causes - 1);
        }

        writer.WriteEndObject();
    }

    private static string TypeName(Exception exception)
    {
        var name = exception.GetType().Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }
}
