using System.Globalization;
using System.Text.Json;

namespace AsyncSplit.Serialization;

// JSON's numbers keep a decimal's scale (1.50), but no reader keeps the sign of a zero.
internal sealed class DecimalCodec : KeyCodec<decimal>
{
    public override void Write(StateWriter writer, decimal value)
    {
        if (value == 0 && decimal.IsNegative(value))
        {
            writer.Json.WriteStringValue(Format(value));
        }
        else
        {
            writer.Json.WriteNumberValue(value);
        }
    }

    public override decimal Read(ref StateReader reader)
    {
        decimal value = default;
        var read = reader.Json.TokenType switch
        {
            JsonTokenType.Number => decimal.TryParse(reader.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            JsonTokenType.String => TryParse(reader.Json.GetString()!, out value),
            _ => false,
        };
        return read ? value : throw reader.Invalid(nameof(Decimal));
    }

    internal override string Format(decimal key)
    {
        var text = decimal.Abs(key).ToString(CultureInfo.InvariantCulture);
        return decimal.IsNegative(key) ? "-" + text : text;
    }

    internal override bool TryParse(string text, out decimal key)
    {
        var negative = text.StartsWith('-');
        var parsed = decimal.TryParse(negative ? text.AsSpan(1) : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out key);
        key = negative ? -key : key;
        return parsed;
    }
}
