using System.Text;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;

namespace AsyncSplit;

/// <summary>Makes dead letters readable.</summary>
internal sealed class DeadLetterReader(EnvelopeOpener opener)
{
    /// <summary>What of the letter can be read; of one that is no envelope, little.</summary>
    public DeadLetterSnapshot Read(DeadLetter deadLetter)
    {
        var envelope = TryRead(deadLetter);
        return new DeadLetterSnapshot
        {
            Id = deadLetter.MessageId,
            ChainId = deadLetter.ChainId ?? envelope?.Header.ChainId,
            EntryPoint = deadLetter.EntryPoint ?? envelope?.Header.Target,
            Kind = deadLetter.Kind,
            Reason = deadLetter.Reason,
            ParkedAt = deadLetter.ParkedAt,
            CanBeRedriven = envelope is not null,
            Error = ErrorOf(deadLetter.Error),
            Arguments = envelope?.PayloadKind == PayloadKind.Arguments ? Members(envelope.Payload) : null,
            Result = envelope?.PayloadKind == PayloadKind.Result ? Text(envelope.Payload) : null,
            AwaitedError = envelope?.PayloadKind == PayloadKind.Error ? ErrorOf(envelope.Payload) : null,
            Frames = envelope is null ? [] : Frames(envelope),
            Body = deadLetter.Body,
        };
    }

    /// <summary>The members of a JSON object, each as JSON; empty for anything else.</summary>
    public static IReadOnlyDictionary<string, string> Members(ReadOnlyMemory<byte> json)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json.Span, WireNames.ReaderOptions);
        try
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    members[reader.GetString()!] = Text(reader.ReadRaw(json));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What cannot be read is not shown: it is in the body.
        }

        return members;
    }

    private Envelope? TryRead(DeadLetter deadLetter)
    {
        try
        {
            return opener.Read(deadLetter.MessageId, deadLetter.Body);
        }
        catch (EnvelopeException)
        {
            return null;
        }
    }

    private static List<FrameSnapshot> Frames(Envelope envelope)
    {
        var frames = new List<FrameSnapshot>();
        if (envelope.Top is { } first)
        {
            frames.Add(Snapshot(first));
        }

        try
        {
            for (var rest = envelope.Continuation; !rest.IsEmpty;)
            {
                frames.Add(Snapshot(Frame.ReadTop(rest, out rest)));
            }
        }
        catch (EnvelopeException)
        {
            // Frames below one that cannot be read are not found.
        }

        return frames;
    }

    private static FrameSnapshot Snapshot(Frame frame) => new(frame.Id, frame.Fingerprint, Members(frame.State), Text(frame.State));

    private static ErrorSnapshot? ErrorOf(ReadOnlyMemory<byte>? error) => error is { } json ? ErrorReader.Show(json) : null;

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
