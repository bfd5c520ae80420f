using System.Text.Json;

namespace AsyncSplit.Serialization;

internal sealed class BooleanCodec : KeyCodec<bool>
{
    public override void Write(StateWriter writer, bool value) => writer.Json.WriteBooleanValue(value);

    public override bool Read(ref StateReader reader) => reader.Json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw reader.Invalid(nameof(Boolean)),
    };

    internal override string Format(bool key) => key ? "true" : "false";

    internal override bool TryParse(string text, out bool key) => bool.TryParse(text, out key);
}
