using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AsyncSplit.Serialization;

// The shortest number that reads back as the same bits; what JSON has no number for is a string.
internal sealed class FloatCodec<T>(Func<T, long> toBits, Func<long, T> fromBits) : KeyCodec<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private const string OtherNaN = "NaN:";

    public override void Write(StateWriter writer, T value)
    {
        var text = Format(value);
        if (T.IsFinite(value))
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
        T value = default;
        var read = reader.Json.TokenType switch
        {
            JsonTokenType.Number => T.TryParse(reader.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            JsonTokenType.String => TryParse(reader.Json.GetString()!, out value),
            _ => false,
        };
        return read ? value : throw reader.Invalid(typeof(T).Name);
    }

    internal override string Format(T key) =>
        T.IsNaN(key) && toBits(key) != toBits(T.NaN)
            ? string.Create(CultureInfo.InvariantCulture, $"{OtherNaN}{toBits(key):X}")
            : key.ToString("R", CultureInfo.InvariantCulture);

    internal override bool TryParse(string text, out T key)
    {
        if (text.StartsWith(OtherNaN, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(OtherNaN.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            key = fromBits(bits);
            return T.IsNaN(key);
        }

        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out key);
    }
}
