using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Engine;

/// <summary>What all steps of a process run with.</summary>
internal sealed record StepEnvironment(
    IServiceScopeFactory Scopes, HandlerServices Handlers, ChainRegistry Registry, IChainCommitter Committer, CallbackTokens Tokens, TimeProvider Clock, ILogger Logger);
