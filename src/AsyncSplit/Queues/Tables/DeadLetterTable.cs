using AsyncSplit.Messaging;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Tables;

/// <summary>Dead letters. What has become of one stands in its chain, so that it is taken out once, and not put in again by a repeated step.</summary>
internal sealed class DeadLetterTable(ItemTable items, ChainTable chains)
{
    /// <summary>Keeps a dead letter, and parks its chain, or ends it.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="chainId">Its chain; null for none.</param>
    /// <param name="stamp">Its place among those of the same time.</param>
    /// <param name="completed">How the chain ends with it; null where it is parked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask ParkAsync(DeadLetter letter, string? chainId, long stamp, ChainCompletion? completed, CancellationToken cancellationToken)
    {
        var item = new DeadLetterItem(letter, chainId, stamp);
        await items.InsertAsync(ItemKeys.DeadLetters, KeyOf(letter.MessageId), item.Write(), null, cancellationToken).ConfigureAwait(false);
        if (chainId is null)
        {
            return;
        }

        var chain = await chains.UpdateAsync(
            chainId,
            present => (present ?? (completed is null ? null : ChainItem.Unknown(chainId, letter.ParkedAt)))?.Park(letter, completed),
            cancellationToken).ConfigureAwait(false);
        if (chain?.GoneLetters.Contains(letter.MessageId) == true)
        {
            // It has gone on already: the step is repeated.
            await items.DeleteAsync(ItemKeys.DeadLetters, KeyOf(letter.MessageId), cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<DeadLetterItem?> FindAsync(string messageId, CancellationToken cancellationToken) =>
        await items.GetAsync(ItemKeys.DeadLetters, KeyOf(messageId), cancellationToken).ConfigureAwait(false) is { } item ? DeadLetterItem.Read(item.Body) : null;

    /// <summary>All, oldest first.</summary>
    public async ValueTask<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetterItem>();
        await foreach (var item in items.QueryAsync(ItemKeys.DeadLetters, "", cancellationToken).ConfigureAwait(false))
        {
            // Parts of large ones lie beside them.
            if (!item.Stored.Key.StartsWith("p:", StringComparison.Ordinal))
            {
                letters.Add(DeadLetterItem.Read(item.Body));
            }
        }

        return [.. letters.OrderBy(static letter => letter.DeadLetter.ParkedAt).ThenBy(static letter => letter.Stamp).Select(static letter => letter.DeadLetter)];
    }

    /// <summary>A dead letter goes on. The first who says with what decides.</summary>
    /// <returns>False when it is not there, or goes on with something else.</returns>
    public async ValueTask<bool> RedriveAsync(DeadLetterRedrive redrive, Func<OutgoingEnvelope, CancellationToken, ValueTask> send, CancellationToken cancellationToken)
    {
        DeadLetterItem? letter = null;
        await items.UpdateAsync(
            ItemKeys.DeadLetters,
            KeyOf(redrive.MessageId),
            item =>
            {
                letter = item is null ? null : DeadLetterItem.Read(item.Body);
                if (letter is null or { Redriven: not null })
                {
                    return null;
                }

                letter = letter with { Redriven = redrive.Envelope };
                return (letter.Write(), null);
            },
            cancellationToken).ConfigureAwait(false);
        if (letter is null)
        {
            return false;
        }

        // What somebody has decided who did not come to it, is done first.
        await TakeAsync(letter, static (chain, messageId) => chain.Redrive(messageId), cancellationToken).ConfigureAwait(false);
        await send(letter.Redriven!, cancellationToken).ConfigureAwait(false);
        await items.DeleteAsync(ItemKeys.DeadLetters, KeyOf(redrive.MessageId), cancellationToken).ConfigureAwait(false);
        return letter.Redriven!.Body.Span.SequenceEqual(redrive.Envelope.Body.Span);
    }

    /// <summary>A dead letter is thrown away; a parked chain ends, if that is said.</summary>
    /// <returns>False when it is not there.</returns>
    public async ValueTask<bool> DiscardAsync(string messageId, ChainCompletion? completed, CancellationToken cancellationToken)
    {
        if (await FindAsync(messageId, cancellationToken).ConfigureAwait(false) is not { Redriven: null } letter)
        {
            return false;
        }

        await TakeAsync(letter, (chain, id) => chain.Discard(id, completed), cancellationToken).ConfigureAwait(false);
        await items.DeleteAsync(ItemKeys.DeadLetters, KeyOf(messageId), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask TakeAsync(DeadLetterItem letter, Func<ChainItem, string, ChainItem> take, CancellationToken cancellationToken)
    {
        if (letter.ChainId is { } chainId)
        {
            await chains.UpdateAsync(chainId, chain => chain is null ? null : take(chain, letter.DeadLetter.MessageId), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string KeyOf(string messageId) => ItemKeys.DeadLetter(messageId);
}
