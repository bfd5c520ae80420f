using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Routing;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Engine;

/// <summary>What a step runs with, besides its envelope.</summary>
/// <param name="Delivery">What it runs for.</param>
/// <param name="Scopes">Makes its service scope.</param>
/// <param name="Handlers">Knows which services are handlers.</param>
/// <param name="Registry">The entry points.</param>
/// <param name="Committer">Says how large an envelope may be, and may have transactions.</param>
/// <param name="Tokens">Makes callback tokens.</param>
/// <param name="Clock">The time.</param>
/// <param name="Foreign">Knows which calls leave the application.</param>
/// <param name="Fuse">How far it may go on in place; null where it may not.</param>
/// <param name="Logger">Hears of failures that are none of the step's.</param>
internal sealed record StepEnvironment(
    Delivery Delivery,
    IServiceScopeFactory Scopes,
    HandlerServices Handlers,
    ChainRegistry Registry,
    IChainCommitter Committer,
    CallbackTokens Tokens,
    TimeProvider Clock,
    ForeignCalls Foreign,
    FuseOptions? Fuse,
    ILogger Logger);
