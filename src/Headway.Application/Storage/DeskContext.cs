using Headway.Application.Storage.Rows;
using Headway.Domain;
using Microsoft.EntityFrameworkCore;

namespace Headway.Application.Storage;

/// <summary>
/// The tables of one tenant for queries, and for simple writes of settings and people. Tickets are changed by
/// <see cref="TicketStore"/> alone. Nothing is tracked unless asked for (<c>AsTracking</c>).
/// </summary>
public sealed class DeskContext : DbContext
{
    private readonly bool _writes;

    internal DeskContext(DbContextOptions<DeskContext> options, TenantId tenant, bool writes)
        : base(options)
    {
        (Tenant, _writes) = (tenant, writes);
        ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        ChangeTracker.LazyLoadingEnabled = false;
        if (writes)
        {
            Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            Database.AutoSavepointsEnabled = false;
        }
    }

    public TenantId Tenant { get; }

    public DbSet<FactRow> Facts => Set<FactRow>();

    public DbSet<ActivityRow> Activities => Set<ActivityRow>();

    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    public DbSet<TicketTagRow> TicketTags => Set<TicketTagRow>();

    public DbSet<WatcherRow> Watchers => Set<WatcherRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<TextRow> Texts => Set<TextRow>();

    public DbSet<FileRow> Files => Set<FileRow>();

    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<ClaimRow> Claims => Set<ClaimRow>();

    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<TeamRow> Teams => Set<TeamRow>();

    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    public DbSet<ProviderRoleRow> ProviderRoles => Set<ProviderRoleRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<PasskeyRow> Passkeys => Set<PasskeyRow>();

    public DbSet<SignInLinkRow> SignInLinks => Set<SignInLinkRow>();

    public DbSet<ThrottleRow> Throttle => Set<ThrottleRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<ServiceRow> Services => Set<ServiceRow>();

    public DbSet<CategoryRow> Categories => Set<CategoryRow>();

    public DbSet<TagRow> Tags => Set<TagRow>();

    public DbSet<CalendarRow> Calendars => Set<CalendarRow>();

    public DbSet<CalendarChoiceRow> CalendarChoices => Set<CalendarChoiceRow>();

    public DbSet<StatusRow> Statuses => Set<StatusRow>();

    public DbSet<ThresholdRuleRow> ThresholdRules => Set<ThresholdRuleRow>();

    public DbSet<TargetRow> Targets => Set<TargetRow>();

    public DbSet<WordingRow> Wordings => Set<WordingRow>();

    public DbSet<MacroRow> Macros => Set<MacroRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<NotificationRow> Notifications => Set<NotificationRow>();

    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<PersonalSettingRow> PersonalSettings => Set<PersonalSettingRow>();

    public DbSet<FrequencyRow> Frequencies => Set<FrequencyRow>();

    public DbSet<PredictionRow> Predictions => Set<PredictionRow>();

    public DbSet<PresenceRow> Presence => Set<PresenceRow>();

    public DbSet<ChaseRow> Chases => Set<ChaseRow>();

    public DbSet<BreachRow> Breaches => Set<BreachRow>();

    public DbSet<PageViewRow> PageViews => Set<PageViewRow>();

    public DbSet<DemoRow> Demo => Set<DemoRow>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Stamp();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Stamp();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => DeskColumns.Convert(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        DeskColumns.Name(modelBuilder);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(entity => entity.ClrType).ToList())
        {
            typeof(DeskContext).GetMethod(nameof(Confine), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
                .MakeGenericMethod(type).Invoke(this, [modelBuilder]);
        }
    }

    // The filter reads a member of the context that asks, so that a cached query never keeps another's tenant.
    private void Confine<TRow>(ModelBuilder model)
        where TRow : TenantOwned => model.Entity<TRow>().HasQueryFilter(row => row.Tenant == Tenant);

    private void Stamp()
    {
        if (!_writes)
        {
            throw new InvalidOperationException("This context only reads; write through DeskContexts.Write.");
        }

        foreach (var entry in ChangeTracker.Entries<TenantOwned>())
        {
            if (entry.State == EntityState.Added && entry.Entity.Tenant == default)
            {
                entry.Entity.Tenant = Tenant;
            }

            if (entry.State != EntityState.Unchanged && entry.Entity.Tenant != Tenant)
            {
                throw new InvalidOperationException("A row of another tenant came into this context.");
            }
        }
    }
}
