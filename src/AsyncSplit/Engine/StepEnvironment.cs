using AsyncSplit.Messaging;
using AsyncSplit.Routing;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Engine;

/// <summary>What steps run with, besides their envelopes.</summary>
/// <param name="Scopes">Makes their service scopes.</param>
/// <param name="Handlers">Knows which services are handlers.</param>
/// <param name="Registry">The entry points.</param>
/// <param name="Committer">Says how large an envelope may be, and may have transactions.</param>
/// <param name="Tokens">Makes callback tokens.</param>
/// <param name="Clock">The time.</param>
/// <param name="Foreign">Knows which calls leave the application.</param>
/// <param name="Logger">Hears of failures that are none of the steps'.</param>
internal sealed record StepEnvironment(
    IServiceScopeFactory Scopes,
    HandlerServices Handlers,
    ChainRegistry Registry,
    IChainCommitter Committer,
    CallbackTokens Tokens,
    TimeProvider Clock,
    ForeignCalls Foreign,
    ILogger Logger);
