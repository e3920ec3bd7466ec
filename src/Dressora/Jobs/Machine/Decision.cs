using Dressora.Stores;

namespace Dressora.Jobs;

/// <summary>A job as decided, not yet written, and what to do next about it.</summary>
internal readonly record struct Decision(JobRecord Job, JobStep Next);
