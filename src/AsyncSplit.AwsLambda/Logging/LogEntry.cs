using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Logging;

/// <summary>One entry of the log.</summary>
internal sealed record LogEntry(LogLevel Level, string Category, string Message, Exception? Exception, string? RequestId)
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>One line: time, request, level and message, between tabs.</summary>
    public byte[] ToText(DateTimeOffset now)
    {
        var text = $"{now.ToString(Time, CultureInfo.InvariantCulture)}\t{RequestId}\t{Name}\t{Category}: {Message}{(Exception is null ? "" : $"\n{Exception}")}";

        // A line feed ends an entry; CloudWatch shows a carriage return as the end of a line.
        return Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r") + "\n");
    }

    /// <summary>One line: an object as Lambda's JSON logs have it.</summary>
    public byte[] ToJson(DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp"u8, now.ToString(Time, CultureInfo.InvariantCulture));
            writer.WriteString("level"u8, Name);
            writer.WriteString("requestId"u8, RequestId);
            writer.WriteString("logger"u8, Category);
            writer.WriteString("message"u8, Message);
            if (Exception is not null)
            {
                writer.WriteString("errorType"u8, Exception.GetType().FullName);
                writer.WriteString("errorMessage"u8, Exception.Message);
                writer.WriteString("stackTrace"u8, Exception.ToString());
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private string Name => Level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Error => "ERROR",
        _ => "FATAL",
    };
}
