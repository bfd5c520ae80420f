using System.Runtime.CompilerServices;
using AsyncSplit.Engine;
using AsyncSplit.Errors;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Runtime;

namespace AsyncSplit;

/// <summary>Reads the store and commits what an operator decides.</summary>
internal sealed class ChainAdministration(IChainCommitter committer, IChainStore store, ChainRegistry registry, EnvelopeOpener opener, TimeProvider clock) : IChainAdministration
{
    // A large store is purged in portions, so that none of them blocks the others for long.
    private const int PurgePortion = 500;

    private readonly DeadLetterReader _reader = new(opener);

    public async IAsyncEnumerable<DeadLetterSnapshot> ListDeadLettersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var deadLetter in store.ListDeadLettersAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return _reader.Read(deadLetter);
        }
    }

    public async Task<DeadLetterSnapshot?> FindDeadLetterAsync(string id, CancellationToken cancellationToken = default) =>
        await store.FindDeadLetterAsync(id, cancellationToken).ConfigureAwait(false) is { } deadLetter ? _reader.Read(deadLetter) : null;

    public async Task RedriveAsync(string id, DeadLetterEdit? edit = null, CancellationToken cancellationToken = default)
    {
        var deadLetter = await GetAsync(id, cancellationToken).ConfigureAwait(false);
        var envelope = new DeadLetterRewriter(opener).Rewrite(deadLetter, edit, clock.GetUtcNow(), committer.MaxEnvelopeBytes);
        await CommitAsync(id, new StepCommit { Redriven = new DeadLetterRedrive(id, envelope) }, cancellationToken).ConfigureAwait(false);
    }

    public async Task DiscardAsync(string id, CancellationToken cancellationToken = default)
    {
        var deadLetter = await GetAsync(id, cancellationToken).ConfigureAwait(false);
        var chain = deadLetter.ChainId is { } chainId ? await store.FindAsync(chainId, cancellationToken).ConfigureAwait(false) : null;
        await CommitAsync(id, new StepCommit { Completed = chain is { Status: ChainStatus.Parked } ? Failure(chain.Id, deadLetter) : null, Discarded = id }, cancellationToken).ConfigureAwait(false);
    }

    public Task<ChainRecord?> FindChainAsync(string chainId, CancellationToken cancellationToken = default) => store.FindAsync(chainId, cancellationToken).AsTask();

    public IAsyncEnumerable<ChainRecord> ListChainsAsync(ChainQuery? query = null, CancellationToken cancellationToken = default) => store.ListAsync(query ?? new ChainQuery(), cancellationToken);

    public IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, CancellationToken cancellationToken = default) => store.ListStepsAsync(chainId, cancellationToken);

    public async Task<int> PurgeAsync(DateTimeOffset endedBefore, bool withFailed = false, CancellationToken cancellationToken = default)
    {
        if (withFailed)
        {
            await DiscardUnhandledAsync(endedBefore, cancellationToken).ConfigureAwait(false);
        }

        var all = 0;
        int purged;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            purged = await store.PurgeAsync(endedBefore, PurgePortion, cancellationToken).ConfigureAwait(false);
            all += purged;
        }
        while (purged == PurgePortion);
        return all;
    }

    private async Task DiscardUnhandledAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = new List<string>();
        await foreach (var deadLetter in store.ListDeadLettersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (deadLetter.Kind == DeadLetterKind.Unhandled && deadLetter.ParkedAt < before)
            {
                old.Add(deadLetter.MessageId);
            }
        }

        foreach (var id in old)
        {
            // Someone may have decided otherwise meanwhile: then it is not there any more.
            await committer.CommitAsync(null, new StepCommit { Discarded = id }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DeadLetter> GetAsync(string id, CancellationToken cancellationToken) =>
        await store.FindDeadLetterAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotThere(id);

    private async Task CommitAsync(string id, StepCommit commit, CancellationToken cancellationToken)
    {
        if (await committer.CommitAsync(null, commit, cancellationToken).ConfigureAwait(false) == CommitResult.Superseded)
        {
            throw NotThere(id);
        }
    }

    private ChainCompletion Failure(string chainId, DeadLetter deadLetter)
    {
        var exception = new ChainFailedException($"The envelope for '{deadLetter.EntryPoint}' was a dead letter and has been discarded. It was one because: {deadLetter.Reason}", typeof(ChainFailedException).FullName!);
        return new ChainCompletion(chainId, clock.GetUtcNow(), null, EnvelopeWriter.WriteValue(writer => ErrorWriter.Write(writer, exception, registry), registry));
    }

    private static KeyNotFoundException NotThere(string id) => new($"There is no dead letter '{id}', or not any more.");
}
