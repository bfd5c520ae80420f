using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AsyncSplit.Serialization;

// A JSON number of any length: what does not fit into 64 bits is still a number.
internal sealed class IntegerCodec<T> : KeyCodec<T>
    where T : struct, IBinaryInteger<T>
{
    public override void Write(StateWriter writer, T value)
    {
        Span<byte> text = stackalloc byte[64];
        if (value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture))
        {
            writer.Json.WriteRawValue(text[..length], skipInputValidation: true);
        }
        else
        {
            writer.Json.WriteRawValue(Format(value), skipInputValidation: true);
        }
    }

    public override T Read(ref StateReader reader) =>
        reader.Json.TokenType == JsonTokenType.Number && T.TryParse(reader.Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw reader.Invalid(typeof(T).Name);

    internal override string Format(T key) => key.ToString(null, CultureInfo.InvariantCulture);

    internal override bool TryParse(string text, out T key) => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key);
}
