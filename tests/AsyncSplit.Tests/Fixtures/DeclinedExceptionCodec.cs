using System.Text.Json;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Fixtures;

internal sealed class DeclinedExceptionCodec : ExceptionCodec
{
    public override string TypeName => typeof(DeclinedException).FullName!;

    public override void WriteData(StateWriter writer, Exception exception)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteNumber("code", ((DeclinedException)exception).Code);
        writer.Json.WriteEndObject();
    }

    public override Exception Read(ref StateReader data, string message, Exception? inner)
    {
        var code = 0;
        while (data.Json.Read() && data.Json.TokenType == JsonTokenType.PropertyName)
        {
            data.Json.Read();
            code = data.Json.GetInt32();
        }

        return new DeclinedException(message, code);
    }
}
