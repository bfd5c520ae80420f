using System.Text.Json;

namespace AsyncSplit.Serialization;

// By name, flags as "Read, Write"; a value without a name is a number.
internal sealed class EnumCodec<T> : KeyCodec<T>
    where T : struct, Enum
{
    public override void Write(StateWriter writer, T value)
    {
        var text = Format(value);
        if (char.IsAsciiDigit(text[^1]) && (char.IsAsciiDigit(text[0]) || text[0] == '-'))
        {
            writer.Json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            writer.Json.WriteStringValue(text);
        }
    }

    public override T Read(ref StateReader reader)
    {
        var text = reader.Json.TokenType switch
        {
            JsonTokenType.String => reader.Json.GetString()!,
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.Raw),
            _ => "",
        };
        return TryParse(text, out var value) ? value : throw reader.Invalid(typeof(T).Name);
    }

    internal override string Format(T key) => key.ToString();

    internal override bool TryParse(string text, out T key) => Enum.TryParse(text, ignoreCase: false, out key);
}
