using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Serialization;

namespace AsyncSplit.Errors;

/// <summary>The members of an error, before an exception is made of them.</summary>
internal sealed class ErrorParts
{
    private string? _raw;
    private bool _hasRaw;

    public string Type { get; private set; } = typeof(Exception).FullName!;

    public List<string> Bases { get; } = [];

    public string Message { get; private set; } = "";

    /// <summary>The message as the constructor got it. Left out on the wire where it is the same as <see cref="Message"/>, null where the type composed its own.</summary>
    public string? Raw => _hasRaw ? _raw : Message;

    public int? HResult { get; private set; }

    public string? Stack { get; private set; }

    public string? Source { get; private set; }

    public string? Help { get; private set; }

    /// <summary>What the exception has in its <see cref="Exception.Data"/>.</summary>
    public ReadOnlyMemory<byte> Entries { get; private set; }

    /// <summary>The error itself, where this is but a cover around one whose objects are not numbered.</summary>
    public ReadOnlyMemory<byte> Remote { get; private set; }

    public ReadOnlyMemory<byte> Data { get; private set; }

    public List<ReadOnlyMemory<byte>> Inner { get; } = [];

    /// <summary>Reads the member on whose name the reader stands.</summary>
    public void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> error)
    {
        if (Is(ref reader, ErrorNames.Type))
        {
            reader.Read();
            Type = reader.GetString() ?? Type;
        }
        else if (Is(ref reader, ErrorNames.Message))
        {
            reader.Read();
            Message = StringCodec.Read(ref reader) ?? "";
        }
        else if (Is(ref reader, ErrorNames.Raw))
        {
            reader.Read();
            _raw = StringCodec.Read(ref reader);
            _hasRaw = true;
        }
        else if (Is(ref reader, ErrorNames.HResult))
        {
            reader.Read();
            HResult = reader.GetInt32();
        }
        else if (Is(ref reader, ErrorNames.Stack))
        {
            reader.Read();
            Stack = reader.GetString();
        }
        else if (Is(ref reader, ErrorNames.Source))
        {
            reader.Read();
            Source = reader.GetString();
        }
        else if (Is(ref reader, ErrorNames.Help))
        {
            reader.Read();
            Help = reader.GetString();
        }
        else if (Is(ref reader, ErrorNames.Entries))
        {
            Entries = reader.ReadRaw(error);
        }
        else if (Is(ref reader, ErrorNames.Remote))
        {
            Remote = reader.ReadRaw(error);
        }
        else if (Is(ref reader, ErrorNames.Data))
        {
            Data = reader.ReadRaw(error);
        }
        else if (Is(ref reader, ErrorNames.Bases))
        {
            ReadArray(ref reader);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Bases.Add(reader.GetString() ?? "");
            }
        }
        else if (Is(ref reader, ErrorNames.Inner))
        {
            ReadArray(ref reader);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                Inner.Add(error[start..(int)reader.BytesConsumed]);
            }
        }
        else
        {
            reader.ReadRaw(error);
        }
    }

    private static void ReadArray(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("An array is expected.");
        }
    }

    private static bool Is(ref Utf8JsonReader reader, JsonEncodedText name) => reader.ValueTextEquals(name.EncodedUtf8Bytes);
}
