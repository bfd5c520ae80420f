using System.Text.Json;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>Errors as Lambda writes them, for functions that could not write one themselves.</summary>
internal static class LambdaError
{
    public static byte[] ToJson(string type, string message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType", type);
            writer.WriteString("errorMessage", message);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
